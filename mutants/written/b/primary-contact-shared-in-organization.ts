import type { Mutant } from '../../mutant.ts';
import { organizationOf } from './known-accounts.ts';

export const primaryContactSharedInOrganization: Mutant = {
  id: 'written/primary-contact-shared-in-organization',
  fault: 'The accounts of an organization have one primary contact together.',
  kind: 'written',
  rule: 'context/accounts-apart/ContactInformation',
  because: 'another output',
  compose: (parts) => {
    const { options, store } = parts;
    const keyOf = (account: string): string => organizationOf(options.world, account)?.id ?? account;
    return {
      ...parts,
      store: {
        ...store,
        primaryContact: (account) => store.primaryContact(keyOf(account)),
        putPrimaryContact: (account, contact) => store.putPrimaryContact(keyOf(account), contact),
      },
    };
  },
};
