import type { Rule } from '../rule.ts';
import { LIST } from './region/list.ts';

const STATUS = 'GetRegionOptStatus';

/**
 * The operations without which a rule cannot be judged: those of its sentence or, where it does not say which, all but the
 * list of regions where it can ask for each status.
 */
export function neededBy({ operations, judges }: Rule): readonly string[] {
  if (judges) return judges;
  return operations.includes(STATUS) ? operations.filter((name) => name !== LIST) : operations;
}
