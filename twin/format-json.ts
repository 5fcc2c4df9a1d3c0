import type { Json } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';

/** One value, written as differently as JSON allows. */
export function formatJson(value: Json, how: Dialect['json']): string {
  switch (how) {
    case 'compact':
      return JSON.stringify(value);
    case 'pretty':
      return `\n${JSON.stringify(value, null, '\t')}\r\n`;
    case 'reversed':
      return JSON.stringify(reversed(value));
    case 'escaped':
      return JSON.stringify(value).replaceAll(/[\u0080-\uffff/]/g, escaped);
  }
}

function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as Json[]).map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

function escaped(unit: string): string {
  return unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
