import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../results/record.ts';
import type { Json } from '../../spec/json.ts';
import { asObject } from './answer.ts';

const LONGEST = 80;

/** Where two values differ first, in words: `City is "a", expected "b"`. Not `whole`: members beyond the expected ones are no difference. */
export function firstDifference(
  expected: JsonValue,
  found: Json | undefined,
  { whole = true, path = [] }: { readonly whole?: boolean; readonly path?: readonly string[] } = {},
): string {
  const [wanted, seen] = [asObject(expected), asObject(found)];
  if (wanted && seen) {
    for (const name of new Set([...Object.keys(wanted), ...(whole ? Object.keys(seen) : [])])) {
      if (isDeepStrictEqual(wanted[name], seen[name])) continue;
      const place = [...path, name];
      if (!Object.hasOwn(wanted, name)) return `${place.join('.')} is there with ${shown(seen[name])}`;
      if (!Object.hasOwn(seen, name)) return `${place.join('.')} is missing, expected ${shown(wanted[name])}`;
      return firstDifference(wanted[name] as JsonValue, seen[name], { whole, path: place });
    }
  }
  const place = path.length === 0 ? 'it' : path.join('.');
  return `${place} is ${shown(found)}, expected ${shown(expected)}`;
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
