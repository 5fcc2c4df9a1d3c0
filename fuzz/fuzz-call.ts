import type { JsonObject } from '../spec/json.ts';
import type { Provocation } from '../spec/contract.ts';
import type { Header } from '../targets/transport/exchange.ts';

/** What was done to a call's input or bytes before it is sent. */
export const KINDS = ['valid', 'unusual', 'one-fault', 'more-faults', 'page', 'json', 'http'] as const;
export type Kind = (typeof KINDS)[number];

/** A request that is sent as bytes. `open`: refused or accepted, what it did is not known then. */
export interface WireForm {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  readonly transport: 'pooled' | 'raw';
  readonly provokes: readonly Provocation[];
  readonly expects: 'refused' | 'accepted' | 'open';
}

/** One call as data, from which it can be sent again in another sequence. */
export interface FuzzCall {
  /** Unique within its sequence. */
  readonly id: number;
  /** Name of the identity that signs. */
  readonly identity: string;
  readonly operation: string;
  readonly kind: Kind;
  /** Which obligation or anomaly; empty for an ordinary call. */
  readonly label: string;
  readonly input: JsonObject;
  /** The page token of the answer to another call, put into the input when it is sent. */
  readonly token?: { readonly of: number; readonly altered: boolean } | undefined;
  /** The call before it that differs in its account alone, and whose answer must be the same. */
  readonly indistinguishableFrom?: number | undefined;
  /** It reads the status of a region, and is sent again until no change of it is under way. */
  readonly untilSettled?: true | undefined;
  readonly wire?: WireForm | undefined;
}
