import type { StructureShape } from '../../spec/contract.ts';
import { type JsonObject, own } from '../../spec/json.ts';
import { UNKNOWN_EMAIL, type Belief, type EmailBelief } from './belief.ts';
import { storedFrom } from './stored.ts';

/** What may be true of one account. A contact type or region that is not listed may hold anything. */
export interface AccountState {
  readonly primary: Belief;
  /** By contact type, in upper case. */
  readonly alternates: Readonly<Record<string, Belief>>;
  /** By region name: the statuses that it may have now. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  readonly email: EmailBelief;
}

/** Which regions the target is known to have. */
export interface Catalogue {
  readonly seen: readonly string[];
  /** A list of all regions was seen, so that there are no others. */
  readonly complete: boolean;
}

/** A page token that an answer held, with the list that it continues. */
export interface IssuedToken {
  readonly token: string;
  readonly accountId: string;
  readonly filter: string;
  readonly maxResults: number | null;
  /** The regions on the pages before; `null` where not all of them are known. */
  readonly listed: readonly string[] | null;
  /** What was known of the account's regions when the page was shown. */
  readonly regions: AccountState['regions'];
  /** It was sent with a request: whether it may be sent again is the service's choice. */
  readonly spent: boolean;
  readonly earlier: IssuedToken | null;
}

/** What may be true of the target after the calls so far. Immutable. */
export interface State {
  readonly accounts: Readonly<Record<string, AccountState>>;
  readonly catalogue: Catalogue;
  readonly tokens: IssuedToken | null;
}

/** What is known of an account beforehand. `null`: there is none. */
interface KnownAccount {
  readonly primary?: JsonObject | null;
  readonly alternates?: Readonly<Record<string, JsonObject | null>>;
  readonly regions?: Readonly<Record<string, string>>;
}

/** The shapes of the contacts, from the contract. */
export interface ContactShapes {
  readonly primary: StructureShape;
  readonly alternate: StructureShape;
}

/** Nothing is known of the account. */
export const UNKNOWN_ACCOUNT: AccountState = {
  primary: 'unknown',
  alternates: {},
  regions: {},
  email: UNKNOWN_EMAIL,
};

/** Nothing is known yet; reads will tell. */
export const UNKNOWN_STATE: State = { accounts: {}, catalogue: { seen: [], complete: false }, tokens: null };

/** A state from values that are known, by account id; everything else is unknown. */
export function knownState(shapes: ContactShapes, known: Readonly<Record<string, KnownAccount>>): State {
  const accounts = Object.entries(known).map(([id, account]): [string, AccountState] => [
    id,
    {
      primary: account.primary === undefined ? 'unknown' : belief(shapes.primary, account.primary),
      alternates: mapValues(account.alternates ?? {}, (value) => belief(shapes.alternate, value)),
      regions: mapValues(account.regions ?? {}, (status) => [status]),
      email: UNKNOWN_EMAIL,
    },
  ]);
  const seen = new Set(Object.values(known).flatMap(({ regions }) => Object.keys(regions ?? {})));
  return {
    accounts: Object.fromEntries(accounts),
    catalogue: { seen: [...seen], complete: false },
    tokens: null,
  };
}

function belief(shape: StructureShape, value: JsonObject | null): Belief {
  return [value && storedFrom(shape, value)];
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

export function accountOf(state: State, id: string): AccountState {
  return own(state.accounts, id) ?? UNKNOWN_ACCOUNT;
}

export function withAccount(state: State, id: string, change: Partial<AccountState>): State {
  return { ...state, accounts: { ...state.accounts, [id]: { ...accountOf(state, id), ...change } } };
}

export function withAlternate(state: State, id: string, type: string, value: Belief): State {
  return withAccount(state, id, { alternates: { ...accountOf(state, id).alternates, [type]: value } });
}

/** `null`: nothing is known of the region's status any more. */
export function withRegion(
  state: State,
  id: string,
  region: string,
  statuses: readonly string[] | null,
): State {
  const before = accountOf(state, id).regions;
  if (statuses) {
    if (sameStatuses(own(before, region), statuses)) return state;
    return withAccount(state, id, { regions: { ...before, [region]: statuses } });
  }
  const { [region]: _, ...regions } = before;
  return withAccount(state, id, { regions });
}

export function sameStatuses(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.length === other.length && one.every((status, at) => status === other[at]);
}

export function alternateOf(state: State, id: string, type: string): Belief {
  return own(accountOf(state, id).alternates, type) ?? 'unknown';
}

const keys = new WeakMap<State, string>();
const tokens = new WeakMap<IssuedToken, number>();
let issued = 0;

/** A text that two states share only if they are indistinguishable. */
export function stateKey(state: State): string {
  const known = keys.get(state);
  if (known !== undefined) return known;
  const { seen, complete } = state.catalogue;
  const key = `${JSON.stringify(state.accounts)}${seen.join()}${complete}${tokenKey(state.tokens)}`;
  keys.set(state, key);
  return key;
}

function tokenKey(token: IssuedToken | null): number {
  if (!token) return 0;
  const known = tokens.get(token);
  if (known !== undefined) return known;
  issued += 1;
  tokens.set(token, issued);
  return issued;
}
