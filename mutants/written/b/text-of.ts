import type { JsonObject } from '../../../spec/json.ts';

/** A member that is a text; empty where it is none. */
export function textOf(value: JsonObject | null, member: string): string {
  const text = value?.[member];
  return typeof text === 'string' ? text : '';
}
