import type { Mutant } from '../../mutant.ts';
import { storePrimary } from './store-primary.ts';

export const cityNamedNullVanishes: Mutant = {
  id: 'written/city-named-null-vanishes',
  fault: 'A company that is called null counts as none.',
  kind: 'written',
  rule: 'primary-contact/text-stays-text',
  because: 'null',
  compose: storePrimary(({ CompanyName: company, ...contact }) =>
    company === undefined || company === 'null' ? contact : { ...contact, CompanyName: company },
  ),
};
