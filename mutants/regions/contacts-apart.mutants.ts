import type { Mutant } from '../mutant.ts';

export const contactsApartMutants: readonly Mutant[] = [
  {
    id: 'written/new-country-disables-regions',
    fault: 'A primary contact in another country disables what was enabled.',
    kind: 'written',
    rule: 'regions/contacts-apart',
    because: 'DISABLED',
    compose: (parts) => {
      const { store } = parts;
      return {
        ...parts,
        store: {
          ...store,
          putPrimaryContact: (account, contact) => {
            const moved = store.primaryContact(account)?.['CountryCode'] !== contact['CountryCode'];
            for (const region of moved ? parts.options.regions.optIn : []) {
              const change = store.regionChange(account, region);
              if (change) store.putRegionChange(account, region, { ...change, to: 'DISABLED' });
            }
            store.putPrimaryContact(account, contact);
          },
        },
      };
    },
  },
];
