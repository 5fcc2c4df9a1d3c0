import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { JsonObject } from '../../../spec/json.ts';

/** The primary contact that an input holds; `null`: none, or nothing like one. */
export function primaryContactIn({ ContactInformation: contact }: JsonObject): JsonObject | null {
  return isJsonObject(contact) ? contact : null;
}
