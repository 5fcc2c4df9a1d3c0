import type { Mutant } from '../../mutant.ts';
import { storePrimary } from './store-primary.ts';

export const companyNotRemovable: Mutant = {
  id: 'written/company-not-removable',
  fault: 'A company that was put once cannot be removed.',
  kind: 'written',
  rule: 'primary-contact/each-optional-member-vanishes',
  because: 'CompanyName',
  compose: storePrimary((contact, before) => {
    const { CompanyName: company } = before ?? {};
    return contact['CompanyName'] === undefined && company !== undefined
      ? { ...contact, CompanyName: company }
      : contact;
  }),
};
