import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const listsJoined: Mutant = {
  id: 'written/lists-joined',
  fault: 'A list where text is due is joined.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Name/type/refuses',
  because: '200 with an empty body',
  compose: coerceMembers((value, { kind }) =>
    kind === 'string' && Array.isArray(value) ? value.join(',') : value,
  ),
};
