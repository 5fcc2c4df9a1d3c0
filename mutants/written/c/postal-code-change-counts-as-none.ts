import type { Mutant } from '../../mutant.ts';
import { storePrimary } from '../a/store-primary.ts';

export const postalCodeChangeCountsAsNone: Mutant = {
  id: 'written/postal-code-change-counts-as-none',
  fault: 'A primary contact that differs from the stored one only in its postal code is taken for the same.',
  kind: 'written',
  rule: 'primary-contact/replace-with-alike',
  because: 'PostalCode',
  compose: storePrimary((contact, before) => {
    const alike = { ...contact, PostalCode: before?.['PostalCode'] ?? null };
    return JSON.stringify(alike) === JSON.stringify(before) ? alike : contact;
  }),
};
