import type { Store } from '../../../reference/core/state/store.ts';
import type { Mutant } from '../../mutant.ts';
import { organizationOf } from '../b/known-accounts.ts';

export const membersInheritThePrimaryContact: Mutant = {
  id: 'written/members-inherit-the-primary-contact',
  fault: 'A member that never put a primary contact shows the one that the management account put.',
  kind: 'written',
  rule: 'context/each-account-its-own/ContactInformation',
  because: 'GetContactInformation',
  compose: (parts) => {
    const own = new Set<string>();
    const putPrimaryContact: Store['putPrimaryContact'] = (account, contact) => {
      own.add(account);
      parts.store.putPrimaryContact(account, contact);
    };
    const primaryContact: Store['primaryContact'] = (account) => {
      const management = organizationOf(parts.options.world, account)?.management ?? account;
      const inherits = !own.has(account) && own.has(management);
      return parts.store.primaryContact(inherits ? management : account);
    };
    return { ...parts, store: { ...parts.store, putPrimaryContact, primaryContact } };
  },
};
