import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from './store-alternate.ts';

export const alternateCreatedOnly: Mutant = {
  id: 'written/alternate-created-only',
  fault: 'Putting an alternate contact that is stored succeeds and does nothing.',
  kind: 'written',
  rule: 'contacts/replace',
  because: 'GetAlternateContact',
  compose: storeAlternate((contact, before) => before ?? contact),
};
