import type { Mutant } from '../../mutant.ts';
import { organizationOf } from '../b/known-accounts.ts';

export const updateOfTheOrganization: Mutant = {
  id: 'written/update-of-the-organization',
  fault: 'A pending update belongs to the organization: any member can accept it.',
  kind: 'written',
  rule: 'primary-email/other-account',
  because: 'no refusal',
  compose: (parts) => {
    const { world } = parts.options;
    const holder = (account: string) => organizationOf(world, account)?.management ?? account;
    return {
      ...parts,
      store: {
        ...parts.store,
        emailUpdate: (account) => parts.store.emailUpdate(holder(account)),
        putEmailUpdate: (account, email) => parts.store.putEmailUpdate(holder(account), email),
      },
    };
  },
};
