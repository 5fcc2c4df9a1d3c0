import type { Step } from './history.ts';
import type { Model } from '../model.ts';
import type { State } from '../state/state.ts';
import { stateKey } from '../state/state-key.ts';

/** How often an indefinite step may take effect: at most once, or, as an approximation that explains more, again. */
type Indefinite = 'once' | 'again';

/**
 * Looks for an order of the steps in which the model allows every answer, and in which each step that ended before
 * another began comes first. Depth first over (steps done, state), each pair once (Wing and Gong; Lowe).
 * @returns the ids in that order, without steps that happen `again`; `null`: there is none; `undecided`: more than
 * `budget` steps had to be tried.
 */
export function searchOrder(
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
