import type { Mutant } from '../../mutant.ts';

export const lastUpdateOfAnyAccount: Mutant = {
  id: 'written/last-update-of-any-account',
  fault: 'The service knows one pending update, the last one, and not whose it is.',
  kind: 'written',
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
};
