import type { Model } from '../model.ts';
import { type State, stateKey } from '../state/state.ts';
import type { Answer, OracleCall } from '../call.ts';

const BUDGET = 500_000;
const SHRINK_BUDGET = 20_000;
const NO_ANSWER: Answer = { status: null, error: null, reason: null, output: null };

/** One call of a concurrent history with its answer. Times are on one clock, in any unit. */
export interface HistoryEvent {
  readonly id: number;
  readonly start: number;
  /** Infinity where no answer came. */
  readonly end: number;
  readonly call: OracleCall;
  readonly answer: Answer;
}

type HistoryVerdict =
  | { readonly linearizable: true; readonly order: readonly number[] }
  | { readonly linearizable: false; readonly smallest: readonly HistoryEvent[] }
  /** The search was given up. */
  | { readonly linearizable: null; readonly tried: number };

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

/** How often an indefinite step may take effect: at most once, or, as an approximation that explains more, again. */
type Indefinite = 'once' | 'again';

/**
 * Looks for an order of the steps in which the model allows every answer, and in which each step that ended before
 * another began comes first. Depth first over (steps done, state), each pair once (Wing and Gong; Lowe).
 * @returns the ids in that order, without steps that happen `again`; `null`: there is none; `undecided`: more than
 * `budget` steps had to be tried.
 */
function searchOrder(
  model: Model,
  initial: State,
  steps: readonly Step[],
  budget: number,
  indefinite: Indefinite = 'once',
): readonly number[] | null | 'undecided' {
  const sorted = steps.toSorted((one, other) => one.event.start - other.event.start);
  const table = createStepTable(model, initial, sorted);
  const visited = new Set<string>();
  const order: number[] = [];
  let left = budget;

  const search = (reached: number, done: bigint): boolean => {
    const open = sorted.flatMap((step, index) => ((done & (1n << BigInt(index))) === 0n ? [index] : []));
    const rest = open.filter((index) => sorted[index]?.definite);
    if (rest.length === 0) return true;
    const firstEnd = Math.min(...rest.map((index) => sorted[index]?.end ?? Infinity));
    const begun = open.filter((index) => (sorted[index]?.event.start ?? Infinity) <= firstEnd);
    const state = indefinite === 'again' ? settle(reached, begun) : reached;
    const key = `${done}:${state}`;
    if (visited.has(key)) return false;
    visited.add(key);
    for (const index of begun) {
      const step = sorted[index];
      if (!step || (indefinite === 'again' && !step.definite)) continue;
      if (left <= 0) return false;
      left -= 1;
      const next = table.after(state, index);
      if (next === null || (!step.definite && next === state)) continue;
      order.push(step.event.id);
      if (search(next, done | (1n << BigInt(index)))) return true;
      order.pop();
    }
    return false;
  };

  /** Every state that indefinite steps may lead to, as one. */
  const settle = (from: number, begun: readonly number[]): number => {
    let state = from;
    for (const index of begun) if (!sorted[index]?.definite) state = table.after(state, index) ?? state;
    return state === from ? state : settle(state, begun);
  };

  if (search(table.initial, 0n)) return order;
  return left > 0 ? null : 'undecided';
}

/** What each step makes of each state: the model asked once for every pair. States are numbered. */
interface StepTable {
  readonly initial: number;
  /** The state after a step; `null`: its answer is not allowed there. */
  after(state: number, step: number): number | null;
}

function createStepTable(model: Model, initial: State, steps: readonly Step[]): StepTable {
  const states: State[] = [];
  const numbers = new Map<string, number>();
  const known = new Map<number, number | null>();
  const numberOf = (state: State): number => {
    const key = stateKey(state);
    const found = numbers.get(key);
    if (found !== undefined) return found;
    states.push(state);
    numbers.set(key, states.length - 1);
    return states.length - 1;
  };
  return {
    initial: numberOf(initial),
    after(number, index) {
      const key = number * steps.length + index;
      const found = known.get(key);
      if (found !== undefined) return found;
      const state = states[number];
      const step = steps[index];
      if (!state || !step) throw new RangeError(`no state ${number} or no step ${index}`);
      const judgement = model.judge(state, step.event.call, step.answer);
      const next = judgement.allowed ? numberOf(judgement.state) : null;
      known.set(key, next);
      return next;
    },
  };
}

/** An event as the search sees it. An indefinite one may have happened at any time after its start, or never. */
interface Step {
  readonly event: HistoryEvent;
  readonly answer: Answer;
  readonly end: number;
  readonly definite: boolean;
}

/** Without an answer, or after a failure of the service, nothing is known of when or whether a call took effect. */
function stepOf(event: HistoryEvent): Step {
  const { status } = event.answer;
  if (status === null || status >= 500)
    return { event, answer: event.answer, end: Infinity, definite: false };
  return { event, answer: event.answer, end: event.end, definite: true };
}

/** The same event, its answer forgotten. Whatever explains a history also explains it after this. */
function weakened({ event }: Step): Step {
  return { event, answer: NO_ANSWER, end: Infinity, definite: false };
}
