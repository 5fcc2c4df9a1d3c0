import type { JsonObject } from '../spec/json.ts';

/** The text of a member; empty where it is none. */
export function textMember(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}
