import type { Mutant } from '../../mutant.ts';
import { storePrimary } from './store-primary.ts';

export const addressLinesSwapped: Mutant = {
  id: 'written/address-lines-swapped',
  fault: 'The second and the third line of an address change places.',
  kind: 'written',
  rule: 'primary-contact/read-back',
  because: 'AddressLine',
  compose: storePrimary(({ AddressLine2: second, AddressLine3: third, ...contact }) => ({
    ...contact,
    ...(third === undefined ? {} : { AddressLine2: third }),
    ...(second === undefined ? {} : { AddressLine3: second }),
  })),
};
