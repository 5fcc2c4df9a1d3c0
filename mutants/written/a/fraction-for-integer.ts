import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const fractionForInteger: Mutant = {
  id: 'written/fraction-for-integer',
  fault: 'The fraction of a page size is dropped.',
  kind: 'written',
  rule: 'validation/ListRegions/MaxResults/type/refuses',
  because: '200',
  compose: coerceMembers((value, { kind }) =>
    kind === 'integer' && typeof value === 'number' ? Math.trunc(value) : value,
  ),
};
