import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const nullTitleAsText: Mutant = {
  id: 'written/null-title-as-text',
  fault: 'A null in place of the title is stored as the text null.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Title/null/refuses',
  because: '200 with an empty body',
  compose: coerceMembers((value, _shape, name) => (name === 'Title' && value === null ? 'null' : value)),
};
