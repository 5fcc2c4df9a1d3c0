import type { ServiceResponse } from '../../reference/core/request/http-message.ts';
import type { Refusal } from '../../reference/core/refusal.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Compose } from '../mutant.ts';

/** Changes the refusals. */
export function rewriteError(
  change: (response: ServiceResponse, refusal: Refusal, errorHeader: string) => ServiceResponse,
): Compose {
  return (parts) => ({
    ...parts,
    writeError: (refusal, whole) =>
      change(parts.writeError(refusal, whole), refusal, parts.options.contract.wire.errorHeader),
  });
}

/** Changes the successes, of one operation or of all. */
export function rewriteSuccess(
  operation: string | null,
  change: (response: ServiceResponse, asked: Operation, output: JsonObject | null) => ServiceResponse,
): Compose {
  return (parts) => ({
    ...parts,
    writeSuccess: (asked, output, whole) => {
      const response = parts.writeSuccess(asked, output, whole);
      return operation === null || operation === asked.name ? change(response, asked, output) : response;
    },
  });
}

/** The JSON body of a response; the empty object where there is none. */
export function bodyOf({ body }: ServiceResponse): JsonObject {
  return body.length === 0 ? {} : (JSON.parse(new TextDecoder().decode(body)) as JsonObject);
}

/** The response with this text, or this value as JSON, for a body. */
export function withBody(response: ServiceResponse, body: unknown): ServiceResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { ...response, body: new TextEncoder().encode(text) };
}

/** The response without a header; its name in lower case. */
export function withoutHeader(response: ServiceResponse, name: string): ServiceResponse {
  return { ...response, headers: response.headers.filter(([given]) => given !== name) };
}

/** The response with one header in place of what it had; its name in lower case. */
export function withHeader(response: ServiceResponse, name: string, value: string): ServiceResponse {
  const others = withoutHeader(response, name);
  return { ...others, headers: [...others.headers, [name, value]] };
}
