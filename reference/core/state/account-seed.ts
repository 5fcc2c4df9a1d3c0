import type { AccountSeed } from './store.ts';

/** What an account of the embedded target starts with: a plausible primary contact and no alternate ones. */
export const accountSeed: AccountSeed = {
  primaryContact: {
    AddressLine1: '1 Example Street',
    City: 'Seattle',
    CountryCode: 'US',
    FullName: 'Jane Doe',
    PhoneNumber: '+12065550100',
    PostalCode: '98101',
    StateOrRegion: 'WA',
  },
  alternateContacts: {},
};
