import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from '../a/store-alternate.ts';

export const caseChangeCountsAsNone: Mutant = {
  id: 'written/case-change-counts-as-none',
  fault: 'A contact that differs from the stored one only in case is taken for the same, and not stored.',
  kind: 'written',
  rule: 'contacts/replace-with-alike',
  because: 'another output',
  compose: storeAlternate((contact, before) =>
    before && JSON.stringify(before).toLowerCase() === JSON.stringify(contact).toLowerCase()
      ? before
      : contact,
  ),
};
