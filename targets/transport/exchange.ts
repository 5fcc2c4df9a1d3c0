import type { Provocation } from '../../spec/contract.ts';
import type { TokenEdit } from '../signing/edit-token.ts';
import type { Identity } from '../target.ts';

export type Header = readonly [name: string, value: string];

/** Faults that a signer can be asked for. Nothing given: a correct signature. */
export interface Signing {
  /** Seconds added to the clock. */
  readonly clockSkew?: number;
  readonly service?: string;
  readonly region?: string;
  /** Other credentials than the identity's. */
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** `null` leaves the token out. */
  readonly sessionToken?: string | null;
  /** The identity's own session token, changed a little. */
  readonly tokenEdit?: TokenEdit;
  /** Sign in the query string instead of in headers. */
  readonly query?: boolean;
  /** Sign each header that may be signed, doubled ones too; else those that a service needs to see signed. */
  readonly everyHeader?: boolean;
  /** Sign these bytes instead of the body that is sent. */
  readonly signedBody?: Uint8Array;
  /** Sign this request target instead of the one that is sent. */
  readonly signedTarget?: string;
  /** Headers changed or added after signing; `null` removes one, with `raw` also host and content-length. */
  readonly afterSigning?: Readonly<Record<string, string | null>>;
}

/** One request as it shall stand on the wire. Host, date and signature are added unless they are given. */
export interface WireRequest {
  /** Who signs; `null` sends unsigned. */
  readonly identity: Identity | null;
  /** For the record; `null` where the request names no operation. */
  readonly operation: string | null;
  readonly method: string;
  /** Path and query, as sent; relative to the endpoint's own path prefix. */
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  readonly signing?: Signing;
  /** `raw` writes exactly these headers in this order to a socket of its own; `pooled` reuses connections. */
  readonly transport?: 'pooled' | 'raw';
  /** What is wrong with the request on purpose: protocol errors are legal answers to it. */
  readonly provokes?: readonly Provocation[];
  /** It puts back what was there, or reads it for that: waited for longer. */
  readonly restores?: boolean;
  /** It announces more bytes than it has: that no answer comes is no fault of the target. */
  readonly incomplete?: boolean;
}

export type FaultKind =
  'refused' | 'dns' | 'tls' | 'timeout' | 'reset' | 'malformed' | 'too-large' | 'aborted' | 'other';

/** Why there is no (whole) response. */
export interface Fault {
  readonly kind: FaultKind;
  readonly message: string;
}

export interface WireResponse {
  readonly status: number;
  /** In order, names in lower case. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

/** One request with its response, raw bytes kept. */
export interface Exchange {
  readonly request: WireRequest;
  /** The headers that went out, the signature included. Never shown unredacted. */
  readonly sentHeaders: readonly Header[];
  readonly response: WireResponse | null;
  readonly fault: Fault | null;
  /** Milliseconds since the process started (performance.now). */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Attempts at the same request that failed, in order; this exchange is the one after them. */
  readonly earlier?: readonly Exchange[];
}

/** Sends requests to one target. */
export interface WireClient {
  /** Never rejects for what the target does: that is a fault in the exchange. */
  send(request: WireRequest, signal?: AbortSignal): Promise<Exchange>;
  close(): Promise<void>;
}
