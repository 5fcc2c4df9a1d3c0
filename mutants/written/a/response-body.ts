import type { ServiceResponse } from '../../../reference/core/request/http-message.ts';
import type { JsonObject } from '../../../spec/json.ts';

/** The JSON body of a response; the empty object where there is none. */
export function bodyOf({ body }: ServiceResponse): JsonObject {
  return body.length === 0 ? {} : (JSON.parse(new TextDecoder().decode(body)) as JsonObject);
}

/** The response with this text, or this value as JSON, for a body. */
export function withBody(response: ServiceResponse, body: unknown): ServiceResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { ...response, body: new TextEncoder().encode(text) };
}
