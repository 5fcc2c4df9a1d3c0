import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const booleansBecomeText: Mutant = {
  id: 'written/booleans-become-text',
  fault: 'A boolean where text is due is taken as its word.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Title/type/refuses',
  because: '200 with an empty body',
  compose: coerceMembers((value, { kind }) =>
    kind === 'string' && typeof value === 'boolean' ? String(value) : value,
  ),
};
