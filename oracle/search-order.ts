import type { Step } from './history.ts';
import type { Model } from './model.ts';
import { stateKey } from './state-key.ts';
import type { State } from './state.ts';

/**
 * Looks for an order of the steps in which the model allows every answer, and in which each step that ended before
 * another began comes first. Depth first over (steps done, state), each pair once (Wing and Gong; Lowe).
 * @returns the ids in that order; `null`: there is none; `undecided`: more than `budget` judgements were needed.
 */
export function searchOrder(
  model: Model,
  initial: State,
  steps: readonly Step[],
  budget: number,
): readonly number[] | null | 'undecided' {
  const sorted = steps.toSorted((one, other) => one.event.start - other.event.start);
  const visited = new Set<string>();
  const order: number[] = [];
  let left = budget;

  const search = (state: State, done: bigint): boolean => {
    const rest = sorted.filter((step, index) => step.definite && (done & (1n << BigInt(index))) === 0n);
    if (rest.length === 0) return true;
    const key = `${done}:${stateKey(state)}`;
    if (visited.has(key)) return false;
    visited.add(key);
    const firstEnd = Math.min(...rest.map(({ end }) => end));
    for (const [index, step] of sorted.entries()) {
      if (step.event.start > firstEnd || left <= 0) break;
      const bit = 1n << BigInt(index);
      if ((done & bit) !== 0n) continue;
      left -= 1;
      const judgement = model.judge(state, step.event.call, step.answer);
      if (!judgement.allowed) continue;
      order.push(step.event.id);
      if (search(judgement.state, done | bit)) return true;
      order.pop();
    }
    return false;
  };

  if (search(initial, 0n)) return order;
  return left > 0 ? null : 'undecided';
}
