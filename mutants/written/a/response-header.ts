import type { ServiceResponse } from '../../../reference/core/request/http-message.ts';

/** The response without a header; its name in lower case. */
export function withoutHeader(response: ServiceResponse, name: string): ServiceResponse {
  return { ...response, headers: response.headers.filter(([given]) => given !== name) };
}

/** The response with one header in place of what it had; its name in lower case. */
export function withHeader(response: ServiceResponse, name: string, value: string): ServiceResponse {
  const others = withoutHeader(response, name);
  return { ...others, headers: [...others.headers, [name, value]] };
}
