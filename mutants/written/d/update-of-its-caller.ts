import { knowingCaller } from '../../knowing-caller.ts';
import type { Mutant } from '../../mutant.ts';

export const updateOfItsCaller: Mutant = {
  id: 'written/update-of-its-caller',
  fault: 'Only who started an update can accept it.',
  kind: 'written',
  rule: 'primary-email/either-manager',
  because: 'no success',
  compose: knowingCaller((parts, caller) => {
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
};
