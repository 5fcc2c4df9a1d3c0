import type { Mutant } from '../../mutant.ts';
import { storePrimary } from './store-primary.ts';

export const addressLinesMovedUp: Mutant = {
  id: 'written/address-lines-moved-up',
  fault: 'The third line of an address takes the place of a second one that is left out.',
  kind: 'written',
  rule: 'primary-contact/optional-members-combine',
  because: 'AddressLine',
  compose: storePrimary((contact) => {
    const { AddressLine3: third, ...rest } = contact;
    return third === undefined || contact['AddressLine2'] !== undefined
      ? contact
      : { ...rest, AddressLine2: third };
  }),
};
