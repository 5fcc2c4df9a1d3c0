import type { Mutant } from '../../mutant.ts';
import { storePrimary } from './store-primary.ts';

export const primaryMerged: Mutant = {
  id: 'written/primary-merged',
  fault: 'A put of the primary contact is merged into the stored one.',
  kind: 'written',
  rule: 'primary-contact/replace',
  because: 'GetContactInformation',
  compose: storePrimary((contact, before) => ({ ...before, ...contact })),
};
