import type { Shape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { inputFaults } from './input-faults.ts';
import type { Verdict } from './judge-text.ts';

export { judgeText } from './judge-text.ts';
export type { Verdict } from './judge-text.ts';

const RANK: Readonly<Record<Verdict, number>> = { must: 0, should: 1, contested: 2, invalid: 3 };

/** Judges a whole value: its members' presence, types and texts; the weakest part decides. */
export function judge(shape: Shape, value: Json): Verdict {
  let weakest: Verdict = 'must';
  for (const { verdict } of inputFaults(shape, value)) {
    if (RANK[verdict] > RANK[weakest]) weakest = verdict;
  }
  return weakest;
}
