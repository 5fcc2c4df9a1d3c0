/** The part of aws4 that is used here; the package ships no types. */
declare module 'aws4' {
  interface SignerRequest {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: Uint8Array;
    service: string;
    region: string;
    signQuery: boolean;
    doNotModifyHeaders: boolean;
  }

  interface SignerCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  }

  class RequestSigner {
    /** The time of signing in ISO 8601 basic format; now, where it is not set before `sign`. */
    datetime?: string;
    constructor(request: SignerRequest, credentials: SignerCredentials);
    sign(): { path: string; headers: Record<string, string> };
  }

  const aws4: { RequestSigner: typeof RequestSigner };
  export default aws4;
}
