import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const oneForList: Mutant = {
  id: 'written/one-for-list',
  fault: 'A text where a list is due is taken as a list of one.',
  kind: 'written',
  rule: 'validation/ListRegions/RegionOptStatusContains/type/refuses',
  because: '200',
  compose: coerceMembers((value, { kind }) =>
    kind === 'list' && typeof value === 'string' ? [value] : value,
  ),
};
