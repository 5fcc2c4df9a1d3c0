import type { Step } from './history.ts';
import type { Model } from '../model.ts';
import { stateKey } from '../state/state-key.ts';
import type { State } from '../state/state.ts';

/** What each step makes of each state: the model asked once for every pair. States are numbered. */
export interface StepTable {
  readonly initial: number;
  /** The state after a step; `null`: its answer is not allowed there. */
  after(state: number, step: number): number | null;
}

export function createStepTable(model: Model, initial: State, steps: readonly Step[]): StepTable {
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
