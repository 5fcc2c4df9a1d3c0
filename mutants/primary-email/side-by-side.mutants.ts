import type { Mutant } from '../mutant.ts';
import { organizationOf } from '../operators/known-accounts.ts';

export const sideBySideMutants: readonly Mutant[] = [
  {
    id: 'written/one-update-of-an-organization',
    fault: 'An update that is started ends the pending ones of all other members.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/side-by-side',
    because: 'no success',
    compose: (parts) => ({
      ...parts,
      store: {
        ...parts.store,
        putEmailUpdate(account, email) {
          for (const member of organizationOf(parts.options.world, account)?.members ?? [])
            parts.store.putEmailUpdate(member, null);
          parts.store.putEmailUpdate(account, email);
        },
      },
    }),
  },
];
