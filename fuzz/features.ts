import type { State } from '../oracle/state.ts';
import { accountOf, alternateOf } from '../oracle/state.ts';
import { namedAccount, textOf } from './account-of.ts';
import type { Performed } from './thread.ts';

/**
 * What one answer showed, as numbers: an input that shows something new is kept, one that touches something new is
 * favoured.
 */
export interface Features {
  readonly shown: readonly number[];
  /** Obligations and anomalies with their answers, and pairs of calls: counted, but no reason to keep an input. */
  readonly touched: readonly number[];
}

/** So many different texts are told apart; all further ones are one. */
const MOST_TEXTS = 2 ** 16;

/** Numbers texts, so that a feature, which is made of several, is a number too: to compare texts takes far longer. */
export class TextNumbers {
  readonly #known = new Map<string, number>();

  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const number = this.#known.size + 1;
    if (number >= MOST_TEXTS) return 0;
    this.#known.set(text, number);
    return number;
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
  numbers: TextNumbers,
): Features {
  const { call, answer } = performed;
  const context = `${contextOf(performed)} ${stateBefore(performed)}`;
  const feature = (kind: number, part: number) => (outcome * MOST_TEXTS + part) * KINDS + kind;
  return {
    shown: [feature(0, numbers.of(messageShape(answer.message))), feature(1, numbers.of(context))],
    touched: [feature(2, numbers.of(call.label)), feature(3, previous)],
  };
}

/** Kinds of feature. */
const KINDS = 4;

/** A call and its answer in short. */
export function outcomeOf({ call, answer }: Performed, numbers: TextNumbers): number {
  return numbers.of(`${call.operation} ${answer.status ?? 'none'} ${answer.error ?? ''}`);
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

function contextOf({ call, request }: Performed): string {
  const named = namedAccount(call);
  const { role = 'nobody', accountId = null } = request.identity ?? {};
  if (named === undefined) return role;
  return named === accountId ? `${role} for itself` : `${role} for another`;
}

/** What was believed of the thing that the call is about. */
function stateBefore({ call, request, before }: Performed): string {
  const account = namedAccount(call) ?? request.identity?.accountId ?? '';
  const type = textOf(call, 'AlternateContactType');
  if (type !== '') return presence(before, account, type);
  const region = textOf(call, 'RegionName');
  if (region === '') return '';
  return accountOf(before, account).regions[region]?.join('|') ?? 'unseen';
}

function presence(state: State, account: string, type: string): string {
  const belief = alternateOf(state, account, type);
  if (belief === 'unknown') return 'unknown';
  return belief.map((value) => (value === null ? 'absent' : 'present')).join('|');
}
