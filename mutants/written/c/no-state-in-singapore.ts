import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { refusePrimary } from './refuse-primary.ts';

export const noStateInSingapore: Mutant = {
  id: 'written/no-state-in-singapore',
  fault: 'A state is refused in countries that have none.',
  kind: 'written',
  rule: 'primary-contact/every-country',
  because: 'no success',
  compose: refusePrimary('StateOrRegion', 'must be absent in this country', (contact) => {
    const isStateless = ['SG', 'MC', 'VA'].includes(textOf(contact, 'CountryCode'));
    return isStateless && textOf(contact, 'StateOrRegion') !== '';
  }),
};
