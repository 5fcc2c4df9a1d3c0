import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Call } from '../../reference/core/service-parts.ts';
import type { JsonObject } from '../../spec/json.ts';

/** A member that is a text; empty where it is none. */
export function textOf(value: JsonObject | null, member: string): string {
  const text = value?.[member];
  return typeof text === 'string' ? text : '';
}

/** The contact type that a call names. */
export function contactType({ input }: Call): string {
  return textOf(input, 'AlternateContactType');
}

/** The primary contact that an input holds; `null`: none, or nothing like one. */
export function primaryContactIn({ ContactInformation: contact }: JsonObject): JsonObject | null {
  return isJsonObject(contact) ? contact : null;
}
