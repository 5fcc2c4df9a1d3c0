/** One request as it came off the wire; the target is path and query, header names in any case. */
export interface ServiceRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface ServiceResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: [name: string, value: string][];
  readonly body: Uint8Array;
}

/** Every value of one header, in the order of the request. */
export function headerValues(request: ServiceRequest, name: string): string[] {
  const wanted = name.toLowerCase();
  return request.headers.filter(([given]) => given.toLowerCase() === wanted).map(([, value]) => value);
}
