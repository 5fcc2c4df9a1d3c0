import type { Json, JsonObject } from '../../spec/json.ts';

/** The value, where it is a JSON object. */
export function jsonObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** Whether some text within a value is such a one. */
export function someText(value: Json, isSuch: (text: string) => boolean): boolean {
  if (typeof value === 'string') return isSuch(value);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((part) => someText(part, isSuch))
  );
}

/** An own member; `undefined` where it is absent or null, which mean the same. */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

/** An own member that is a text. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = memberOf(object, name);
  return typeof value === 'string' ? value : undefined;
}
