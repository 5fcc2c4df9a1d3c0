import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const textForInteger: Mutant = {
  id: 'written/text-for-integer',
  fault: 'A page size in quotes is accepted.',
  kind: 'written',
  rule: 'validation/ListRegions/MaxResults/type/refuses',
  because: '200',
  compose: coerceMembers((value, { kind }) =>
    kind === 'integer' && typeof value === 'string' ? Number(value) : value,
  ),
};
