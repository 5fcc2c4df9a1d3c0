import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { refusePrimary } from './refuse-primary.ts';

export const oneStateIsUnknown: Mutant = {
  id: 'written/one-state-is-unknown',
  fault: 'The code of the last state in the alphabet is in no list.',
  kind: 'written',
  rule: 'primary-contact/every-state',
  because: 'no success',
  compose: refusePrimary('StateOrRegion', 'There is no such state.', (contact) => {
    return textOf(contact, 'CountryCode') === 'US' && textOf(contact, 'StateOrRegion') === 'WY';
  }),
};
