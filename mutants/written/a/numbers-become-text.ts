import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const numbersBecomeText: Mutant = {
  id: 'written/numbers-become-text',
  fault: 'A number where text is due is taken as its digits.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Name/type/refuses',
  because: '200 with an empty body',
  compose: coerceMembers((value, { kind }) =>
    kind === 'string' && typeof value === 'number' ? String(value) : value,
  ),
};
