import type { Json, JsonObject } from '../../../spec/json.ts';
import { Refusal } from '../refusal.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a request body as a JSON object; no byte at all is the empty object. Refuses with the given error name. */
export function parseBody(body: Uint8Array, errorName: string): JsonObject {
  if (body.byteLength === 0) return {};
  const value = parse(body, errorName);
  if (!isJsonObject(value)) throw new Refusal(errorName, 'The request body must be a JSON object.');
  return value;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(body: Uint8Array, errorName: string): Json {
  try {
    return JSON.parse(decoder.decode(body)) as Json;
  } catch {
    throw new Refusal(errorName, 'The request body is not JSON in UTF-8.');
  }
}
