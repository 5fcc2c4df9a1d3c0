import type { Mutant } from '../mutant.ts';
import { ACCEPT_UPDATE, organizationOf } from '../operators/known-accounts.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler, withCaller } from '../operators/wrap-handler.ts';

export const otherAndEitherManagerMutants: readonly Mutant[] = [
  {
    id: 'written/last-update-of-any-account',
    fault: 'The service knows only the last pending update, and not whose it is.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/other-account',
    because: 'no refusal',
    compose: (parts) => {
      let pending: string | null = null;
      return {
        ...parts,
        store: {
          ...parts.store,
          emailUpdate: () => pending,
          putEmailUpdate: (_account, email) => {
            pending = email;
          },
        },
      };
    },
  },
  {
    id: 'written/update-of-the-organization',
    fault: 'A pending update belongs to the organization: any member can accept it.',
    kind: 'written',
    edition: 'current',
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
  },
  {
    id: 'written/other-address-accepted',
    fault: 'Any address is accepted while an update is pending.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/other-address',
    because: 'no refusal',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const isPending = parts.store.emailUpdate(call.account) !== null;
      if (isPending) parts.store.putEmailUpdate(call.account, textOf(call.input, 'PrimaryEmail'));
      return accept(call, parts);
    }),
  },
  {
    id: 'written/update-of-its-caller',
    fault: 'Only the caller that started an update can accept it.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/either-manager',
    because: '404 ResourceNotFoundException',
    compose: withCaller((parts, caller) => {
      const started = new Map<string, string | null>();
      const key = (account: string) => `${caller()} ${account}`;
      return {
        ...parts,
        store: {
          ...parts.store,
          emailUpdate: (account) => started.get(key(account)) ?? null,
          putEmailUpdate: (account, email) => void started.set(key(account), email),
        },
      };
    }),
  },
];
