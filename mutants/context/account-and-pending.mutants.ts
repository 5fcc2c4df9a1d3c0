import { Refusal } from '../../reference/core/refusal.ts';
import type { Store } from '../../reference/core/state/store.ts';
import type { Mutant } from '../mutant.ts';
import { organizationOf } from '../operators/known-accounts.ts';
import { reroute } from '../operators/reroute.ts';
import { isPending } from '../../reference/core/state/region-status.ts';
import { textOf } from '../operators/members.ts';

export const accountAndPendingMutants: readonly Mutant[] = [
  {
    id: 'written/contacts-shared-between-accounts',
    fault: 'The billing contact is kept once for all accounts.',
    kind: 'written',
    rule: 'context/each-account-its-own/AlternateContact',
    because: 'BILLING',
    compose: (parts) => {
      const { store } = parts;
      const keyOf = (account: string, type: string): string => (type === 'BILLING' ? 'shared' : account);
      return {
        ...parts,
        store: {
          ...store,
          alternateContact: (account, type) => store.alternateContact(keyOf(account, type), type),
          putAlternateContact: (account, type, contact) =>
            store.putAlternateContact(keyOf(account, type), type, contact),
          deleteAlternateContact: (account, type) => store.deleteAlternateContact(keyOf(account, type), type),
        },
      };
    },
  },
  {
    id: 'written/equal-contacts-shared',
    fault: 'Equal contacts of several accounts are kept once: deleting one deletes all.',
    kind: 'written',
    rule: 'context/each-account-its-own/AlternateContact',
    because: 'ResourceNotFoundException',
    ordered: true,
    compose: (parts) => {
      const { store } = parts;
      const holders = new Map<string, Set<string>>();
      return {
        ...parts,
        store: {
          ...store,
          putAlternateContact: (account, type, contact) => {
            const key = JSON.stringify(contact);
            holders.set(key, (holders.get(key) ?? new Set()).add(account));
            store.putAlternateContact(account, type, contact);
          },
          deleteAlternateContact: (account, type) => {
            const key = JSON.stringify(store.alternateContact(account, type));
            store.deleteAlternateContact(account, type);
            for (const other of holders.get(key) ?? [])
              if (JSON.stringify(store.alternateContact(other, type)) === key)
                store.deleteAlternateContact(other, type);
          },
        },
      };
    },
  },
  {
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
  },
  {
    id: 'written/own-account-of-member-is-the-management-account',
    fault: 'A member that names no account reads the primary contact of its management account.',
    kind: 'written',
    rule: 'context/each-account-its-own/ContactInformation',
    because: 'another answer',
    compose: reroute(({ caller, named, operation, parts: { options } }) =>
      named === null && operation.name === 'GetContactInformation'
        ? (organizationOf(options.world, caller)?.management ?? null)
        : null,
    ),
  },
  {
    id: 'written/region-locked-for-all-accounts',
    fault: 'A region that changes in one account is a conflict in every other account.',
    kind: 'written',
    rule: 'context/one-region-in-accounts-at-once',
    because: 'ConflictException',
    compose: (parts) => {
      const last = new Map<string, { readonly account: string; readonly at: number }>();
      return {
        ...parts,
        changeRegion: (call, region, all) => {
          const { clock, regionDelayMs } = all.options;
          const other = last.get(region);
          if (other && other.account !== call.account && clock.now() < other.at + regionDelayMs)
            throw new Refusal('ConflictException', 'The region is changing.');
          parts.changeRegion(call, region, all);
          last.set(region, { account: call.account, at: clock.now() });
        },
      };
    },
  },
  {
    id: 'written/pending-told-before-denial',
    fault: 'A pending change of a region is looked for before the rights of the caller.',
    kind: 'written',
    rule: 'context/denied-while-pending',
    because: 'ConflictException',
    compose: (parts) => {
      let region = '';
      return {
        ...parts,
        canonicalize: (shape, input) => {
          const canonical = parts.canonicalize(shape, input);
          region = textOf(canonical, 'RegionName');
          return canonical;
        },
        authorizeContext: (caller, named, operation, all) => {
          const change = all.store.regionChange(named ?? caller, region);
          if (operation.changes === 'region' && named !== null && change && isPending(change, all))
            throw new Refusal('ConflictException', `A change of ${region} is in progress.`);
          return parts.authorizeContext(caller, named, operation, all);
        },
      };
    },
  },
];
