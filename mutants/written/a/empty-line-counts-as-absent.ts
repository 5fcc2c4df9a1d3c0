import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const emptyLineCountsAsAbsent: Mutant = {
  id: 'written/empty-line-counts-as-absent',
  fault: 'An empty second line of an address is taken for none.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation.AddressLine2/min-length/refuses',
  because: '200 with an empty body',
  compose: coerceMembers((value, _shape, name) => (name === 'AddressLine2' && value === '' ? null : value)),
};
