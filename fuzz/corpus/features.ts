import type { Belief, EmailBelief } from '../../oracle/state/belief.ts';
import { accountOf, alternateOf } from '../../oracle/state/state.ts';
import { own } from '../../spec/json.ts';
import { namedAccount, textOf, type FuzzCall } from '../fuzz-call.ts';
import type { Performed } from '../execute/execution.ts';

/**
 * What one answer showed, as numbers: an input that shows something new is kept, one that touches something new is
 * favoured.
 */
export interface Features {
  readonly shown: readonly number[];
  /** Obligations and anomalies with their answers, and pairs of calls: counted, but no reason to keep an input. */
  readonly touched: readonly number[];
}

/** So many different things are told apart; all further ones are one. */
const MOST_NUMBERS = 2 ** 16;

/**
 * Numbers texts, and pairs of numbers, so that a feature, which is made of several, is a number too: to put texts
 * together and to compare them takes far longer.
 */
export class FeatureNumbers {
  readonly #texts = new Map<string, number>();
  readonly #pairs = new Map<number, number>();
  #count = 0;

  ofText(text: string): number {
    return this.#texts.get(text) ?? this.#next(this.#texts, text);
  }

  ofPair(first: number, second: number): number {
    const pair = first * MOST_NUMBERS + second;
    return this.#pairs.get(pair) ?? this.#next(this.#pairs, pair);
  }

  #next<T>(known: Map<T, number>, key: T): number {
    if (this.#count + 1 >= MOST_NUMBERS) return 0;
    this.#count += 1;
    known.set(key, this.#count);
    return this.#count;
  }
}

const LONGEST_SHAPE = 80;
/** The shapes of messages that came before: to find one anew takes as long as to judge the answer. */
const MOST_SHAPES = 2000;
const shapes = new Map<string, string>();

/** Status, error name and form of the message; the state in which it came; the call before it; the obligation. */
export function featuresOf(
  performed: Performed,
  outcome: number,
  previous: number,
  numbers: FeatureNumbers,
): Features {
  const { call, answer } = performed;
  const context = numbers.ofPair(contextOf(performed, numbers), stateBefore(performed, numbers));
  const feature = (kind: number, part: number) => (outcome * MOST_NUMBERS + part) * KINDS + kind;
  return {
    shown: [feature(0, numbers.ofText(messageShape(answer.message))), feature(1, context)],
    touched: [feature(2, numbers.ofText(call.label)), feature(3, previous)],
  };
}

/** Kinds of feature. */
const KINDS = 4;

/** A call and its answer in short. */
export function outcomeOf({ call, answer }: Performed, numbers: FeatureNumbers): number {
  const answered = numbers.ofPair(numbers.ofText(answer.error ?? ''), answer.status ?? 0);
  return numbers.ofPair(numbers.ofText(call.operation), answered);
}

/** A message without what differs from request to request. */
function messageShape(message: string | null): string {
  if (message === null) return '';
  const known = shapes.get(message);
  if (known !== undefined) return known;
  const shape = message
    .slice(0, LONGEST_SHAPE * 4)
    .replaceAll(/"[^"]*"|'[^']*'|[0-9]+/g, '#')
    .slice(0, LONGEST_SHAPE);
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  shapes.set(message, shape);
  return shape;
}

/** Who calls, and whether for itself or for another. */
function contextOf({ call, request }: Performed, numbers: FeatureNumbers): number {
  const named = namedAccount(call);
  const { role = 'nobody', accountId = null } = request.identity ?? {};
  return numbers.ofPair(numbers.ofText(role), named === undefined ? 0 : named === accountId ? 1 : 2);
}

/** What was believed of the thing that the call is about. */
function stateBefore({ call, request, before }: Performed, numbers: FeatureNumbers): number {
  const account = namedAccount(call) ?? request.identity?.accountId ?? '';
  const type = textOf(call, 'AlternateContactType');
  if (type !== '') return presence(alternateOf(before, account, type), numbers);
  const region = textOf(call, 'RegionName');
  if (region === '') return updateBefore(call, accountOf(before, account).email, numbers);
  const statuses = own(accountOf(before, account).regions, region) ?? [];
  return statuses.reduce(
    (so, status) => numbers.ofPair(so, numbers.ofText(status)),
    numbers.ofText('statuses'),
  );
}

/** What was believed of an update to the address that a call names. */
function updateBefore(call: FuzzCall, belief: EmailBelief, numbers: FeatureNumbers): number {
  const email = textOf(call, 'PrimaryEmail');
  if (email === '') return 0;
  if (belief.pending?.email === email) return numbers.ofText('pending');
  return belief.settled.some((one) => one.email === email) ? numbers.ofText('settled') : 0;
}

function presence(belief: Belief, numbers: FeatureNumbers): number {
  if (belief === 'unknown') return numbers.ofText(belief);
  return belief.reduce((so, value) => numbers.ofPair(so, value === null ? 0 : 1), numbers.ofText('presence'));
}
