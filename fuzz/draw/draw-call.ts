import type * as fc from 'fast-check';
import type { Json, JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { ACCEPT_UPDATE } from '../../harness/resources/primary-email.ts';
import { chance, pick } from './choose.ts';
import { InputDrawer, type DrawnInput } from './draw-input.ts';
import { WireDrawer } from './draw-wire.ts';
import type { FuzzCall, Kind } from '../fuzz-call.ts';
import type { FuzzCaller, AccountGroup } from '../account-group.ts';
import { largestPage, type DrawingSources } from './drawing-sources.ts';
import { mustNameAccount, oftenItself } from './managers.ts';

/** Where a call is drawn: whose it is, and what the sequence is about. */
export interface DrawingPlace {
  readonly group: AccountGroup;
  readonly id: number;
  /** Regions that the sequence comes back to. */
  readonly focus: readonly string[];
  /** The calls whose answers held a page token. */
  readonly pages: readonly FuzzCall[];
  /** The last calls that started an update of a primary e-mail address. */
  readonly updates: readonly FuzzCall[];
  /** How many regions the target has shown so far. */
  readonly regions: number;
}

const ACCOUNT = 'AccountId';
const FEW = 2;
const REGION = 'RegionName';
/** How often an acceptance is of an update that was started. */
const STARTED = 0.6;
/** How often a list is asked for with a token that nobody issued. */
const GUESSED = 0.1;

/** Draws single calls of every kind, for the accounts and regions of a target. */
export class CallDrawer {
  readonly #sources: DrawingSources;
  readonly #inputs: InputDrawer;
  readonly #wire: WireDrawer;

  constructor(sources: DrawingSources) {
    this.#sources = sources;
    this.#inputs = new InputDrawer(sources.inputs);
    this.#wire = new WireDrawer(sources);
  }

  draw(random: fc.Random, place: DrawingPlace, kind: Kind, operation: string): FuzzCall {
    if (kind === 'page') return this.#page(random, place, operation);
    if (
      operation === ACCEPT_UPDATE &&
      kind === 'valid' &&
      place.updates.length > 0 &&
      chance(random, STARTED)
    )
      return this.#acceptance(random, place);
    const plain = kind === 'json' || kind === 'http';
    const named = mustNameAccount(this.#sources.contract, operation);
    const caller = pick(random, named ? callersFor(random, place.group) : place.group.callers);
    const account = named ? accountNamed(random, caller, !plain) : accountFor(random, caller, !plain);
    const { input: drawn, label } = this.#input(
      random,
      kind,
      operation,
      account ?? caller.identity.accountId ?? '',
    );
    const input = {
      ...this.#placed(random, place, drawn, kind, operation),
      ...(account === null ? {} : { [ACCOUNT]: account }),
    };
    const given =
      label.includes('/AccountId/') && (drawn[ACCOUNT] !== undefined || named)
        ? withAccount(input, drawn[ACCOUNT])
        : input;
    const call = { id: place.id, identity: caller.identity.name, operation, kind, label, input: given };
    if (!plain) return call;
    const wire =
      kind === 'json'
        ? this.#wire.json(random, caller.identity, operation, given)
        : this.#wire.http(random, caller.identity, operation, given);
    return { ...call, ...wire };
  }

  /** The acceptance of an update that was started, also one that was accepted or replaced since. */
  #acceptance(random: fc.Random, { updates, group, id }: DrawingPlace): FuzzCall {
    const start = pick(random, updates);
    const input = { ...this.#inputs.valid(random, ACCEPT_UPDATE), ...start.input };
    const identity = oftenItself(random, start, group);
    return { id, identity, operation: ACCEPT_UPDATE, kind: 'valid', label: 'started before', input };
  }

  #input(random: fc.Random, kind: Kind, operation: string, account: string): DrawnInput {
    const drawn =
      kind === 'unusual'
        ? this.#inputs.unusual(random, operation)
        : kind === 'one-fault'
          ? chance(random, 0.4)
            ? this.#inputs.changed(random, operation, account)
            : this.#inputs.broken(random, operation, 1, account)
          : kind === 'more-faults'
            ? this.#inputs.broken(random, operation, random.nextInt(2, 3), account)
            : null;
    return drawn ?? { input: this.#inputs.valid(random, operation), label: '' };
  }

  /** The input with a region that the sequence is about, or now and then any other code. */
  #placed(
    random: fc.Random,
    { focus }: DrawingPlace,
    input: JsonObject,
    kind: Kind,
    operation: string,
  ): JsonObject {
    const { contract, otherRegions } = this.#sources;
    if (input[REGION] === undefined || kind === 'one-fault' || kind === 'unusual') return input;
    const changes = contract.operations[operation]?.changes === 'region';
    if (focus.length > 0 && chance(random, 0.6)) return { ...input, [REGION]: pick(random, focus) };
    if (kind === 'valid' && otherRegions.length > 0 && chance(random, changes ? 0.4 : 0.3)) {
      const name = pick(random, otherRegions);
      return { ...input, [REGION]: chance(random, 0.1) ? name.toUpperCase() : name };
    }
    return input;
  }

  /** A page of the list: a first one, the next of one before, or one with a token that does not belong there. */
  #page(random: fc.Random, place: DrawingPlace, operation: string): FuzzCall {
    const before = place.pages.length > 0 && chance(random, 0.75) ? pick(random, place.pages) : null;
    const call = { id: place.id, operation, kind: 'page' as const };
    if (before && chance(random, 0.7)) {
      return {
        ...call,
        label: 'next page',
        identity: before.identity,
        input: before.input,
        token: { of: before.id, altered: false },
      };
    }
    const caller = pick(random, place.group.callers);
    const account = accountFor(random, caller, true);
    const input: JsonObject = {
      ...pageOptions(random, place.regions, largestPage(this.#sources.contract)),
      ...(account === null ? {} : { [ACCOUNT]: account }),
    };
    const fresh = { ...call, identity: caller.identity.name, input };
    if (chance(random, GUESSED)) {
      const NextToken = pick(random, this.#sources.tokenGuesses);
      return { ...fresh, kind: 'one-fault', label: 'guessed token', input: { ...input, NextToken } };
    }
    if (!before) return { ...fresh, label: 'first page' };
    const altered = chance(random, 0.5);
    return { ...fresh, label: altered ? 'altered token' : 'other token', token: { of: before.id, altered } };
  }
}

function pageOptions(random: fc.Random, regions: number, largest: number): JsonObject {
  const { statuses } = loadLifecycle();
  const size = chance(random, 0.75) ? { MaxResults: pageSize(random, regions, largest) } : {};
  if (chance(random, 0.5)) return size;
  const filter = statuses.filter(() => chance(random, 0.4));
  return { ...size, RegionOptStatusContains: filter };
}

/** Often small, for many pages, or so that the last page is full, or full but for one. */
function pageSize(random: fc.Random, regions: number, largest: number): number {
  if (chance(random, 0.5)) return random.nextInt(1, 8);
  if (regions < 2 || chance(random, 0.6)) return random.nextInt(1, largest);
  const parts = Math.ceil(regions / random.nextInt(1, 2));
  return Math.min(Math.max(parts + random.nextInt(-1, 1), 1), largest);
}

/** Mostly those who may name an account. */
function callersFor(random: fc.Random, { callers }: AccountGroup): readonly FuzzCaller[] {
  const managers = callers.filter(({ reaches }) => reaches.length > 0);
  return managers.length > 0 && chance(random, 0.85) ? managers : callers;
}

/** `null`: there is none that may be sent. */
function accountNamed(
  random: fc.Random,
  { reaches, refused }: FuzzCaller,
  refusedToo: boolean,
): string | null {
  const others = refusedToo || reaches.length === 0 ? refused : [];
  if (others.length > 0 && (reaches.length === 0 || chance(random, 0.12))) return pick(random, others);
  if (reaches.length === 0) return null;
  // Often the same few, so that calls meet.
  return pick(random, chance(random, 0.5) ? reaches.slice(0, FEW) : reaches);
}

/** `undefined`: without naming one. */
function withAccount(input: JsonObject, account: Json | undefined): JsonObject {
  if (account !== undefined) return { ...input, [ACCOUNT]: account };
  const { [ACCOUNT]: _, ...rest } = input;
  return rest;
}

/** `null`: the caller's own account, without naming it. */
function accountFor(random: fc.Random, caller: FuzzCaller, refusedToo: boolean): string | null {
  if (refusedToo && caller.refused.length > 0 && chance(random, 0.12)) return pick(random, caller.refused);
  if (caller.reaches.length > 0 && chance(random, 0.5)) return pick(random, caller.reaches);
  return null;
}
