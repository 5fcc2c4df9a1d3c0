import type { Mutant } from '../../mutant.ts';
import { coerceMembers } from './coerce-members.ts';

export const nullCompanyAsText: Mutant = {
  id: 'written/null-company-as-text',
  fault: 'A null in place of the company is stored as the text null.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation.CompanyName/null/accepts',
  because: 'null',
  compose: coerceMembers((value, _shape, name) =>
    name === 'CompanyName' && value === null ? 'null' : value,
  ),
};
