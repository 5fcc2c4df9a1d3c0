import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const falseCountsAsAbsent: Mutant = {
  id: 'written/false-counts-as-absent',
  fault: 'A false in place of an optional text is taken for none.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation.CompanyName/type/refuses',
  because: '200 with an empty body',
  compose: coerceMembers((value, { kind }) => (kind === 'string' && value === false ? null : value)),
};
