import type { Mutant } from '../mutant.ts';
import { withCaller } from '../operators/with-caller.ts';

export const eitherManagerMutants: readonly Mutant[] = [
  {
    id: 'written/update-of-its-caller',
    fault: 'Only who started an update can accept it.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/either-manager',
    because: 'no success',
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
