import type { JsonObject, Json } from '../spec/json.ts';
import type { Provocation } from '../spec/contract.ts';
import type { Header } from '../targets/transport/exchange.ts';
import type { Identity } from '../targets/target.ts';

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

/** The account that an input names; `undefined`: none. */
export function namedAccount({ input }: Pick<FuzzCall, 'input'>): string | undefined {
  const named: Json | undefined = input['AccountId'];
  return typeof named === 'string' ? named : undefined;
}

/** The accounts that a call may act on: the caller's own, or its name where that is not known, and the one it names. */
export function accountsTouched({ accountId, name }: Identity, call: Pick<FuzzCall, 'input'>): string[] {
  const named = namedAccount(call);
  return [accountId ?? name, ...(named === undefined ? [] : [named])];
}

/** The account that a call acts on where it is accepted: the last of these. */
export function accountActedOn(identity: Identity, call: Pick<FuzzCall, 'input'>): string | undefined {
  return accountsTouched(identity, call).at(-1);
}

/** A text member of a call's input; empty where it is absent or no text. */
export function textOf({ input }: Pick<FuzzCall, 'input'>, member: string): string {
  const value: Json | undefined = input[member];
  return typeof value === 'string' ? value : '';
}
