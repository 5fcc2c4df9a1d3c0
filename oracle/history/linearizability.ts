import { stepOf, weakened, type HistoryEvent, type Step } from './history.ts';
import type { Model } from '../model.ts';
import { searchOrder } from './search-order.ts';
import type { State } from '../state/state.ts';

export type { HistoryEvent };

export type HistoryVerdict =
  | { readonly linearizable: true; readonly order: readonly number[] }
  | { readonly linearizable: false; readonly smallest: readonly HistoryEvent[] }
  /** The search was given up. */
  | { readonly linearizable: null; readonly tried: number };

const BUDGET = 500_000;
const SHRINK_BUDGET = 20_000;

/**
 * Whether a concurrent history can be explained by its calls happening one after another.
 * @param budget how many steps the search may try.
 * @returns the ids in such an order, or a smallest part of the history that already has none.
 */
export function checkHistory(
  model: Model,
  state: State,
  events: readonly HistoryEvent[],
  budget: number = BUDGET,
): HistoryVerdict {
  const steps = events.map(stepOf);
  const cheap = searchOrder(model, state, steps, budget, 'again');
  if (cheap !== null) {
    const order = searchOrder(model, state, steps, budget);
    if (order === 'undecided') return { linearizable: null, tried: budget };
    if (order) return { linearizable: true, order };
  }
  const fails = (fewer: readonly Step[]): boolean =>
    searchOrder(model, state, fewer, SHRINK_BUDGET, cheap === null ? 'again' : 'once') === null;
  const smallest = withoutNeedless(shortestPrefix(steps, fails), fails);
  return { linearizable: false, smallest: smallest.map(({ event }) => event) };
}

/** The history up to the first end at which it cannot be explained; what had not ended then is indefinite. */
function shortestPrefix(steps: readonly Step[], fails: (steps: readonly Step[]) => boolean): readonly Step[] {
  const ends = steps.filter(({ definite }) => definite).map(({ end }) => end);
  const sorted = ends.toSorted((one, other) => one - other);
  const prefix = (count: number): readonly Step[] => {
    const last = sorted[count - 1] ?? Infinity;
    const begun = steps.filter(({ event }) => event.start <= last);
    return begun.map((step) => (step.end <= last ? step : weakened(step)));
  };
  // A prefix of a history that can be explained can be explained too, so that the shortest is found by halving.
  let explained = 0;
  let failing = sorted.length;
  if (!fails(prefix(failing))) return steps;
  while (failing - explained > 1) {
    const middle = Math.floor((explained + failing) / 2);
    if (fails(prefix(middle))) failing = middle;
    else explained = middle;
  }
  return prefix(failing);
}

/**
 * Leaves out each event without whose answer the history still cannot be explained. Its call stays in the search as
 * one that may have happened, so that nothing is blamed on a write that was only left out.
 */
function withoutNeedless(
  steps: readonly Step[],
  fails: (steps: readonly Step[]) => boolean,
): readonly Step[] {
  let kept = steps;
  for (const step of steps.filter(({ definite }) => definite)) {
    const fewer = kept.map((one) => (one === step ? weakened(one) : one));
    if (fails(fewer)) kept = fewer;
  }
  return kept.filter(({ definite }) => definite);
}
