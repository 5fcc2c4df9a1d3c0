import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

export const updateStartedEver: Mutant = {
  id: 'written/update-started-ever',
  fault: 'An update that was started can be accepted as often as one likes, whatever came after it.',
  kind: 'written',
  rule: 'primary-email/accepted-once',
  because: 'no refusal',
  compose: (parts) => {
    const started = new Set<string>();
    const key = (account: string, email: string | null) => `${account} ${email}`;
    const { store } = parts;
    const remembering = {
      ...parts,
      store: {
        ...store,
        putEmailUpdate: (account: string, email: string | null) => {
          started.add(key(account, email));
          store.putEmailUpdate(account, email);
        },
      },
    };
    return wrapHandler(ACCEPT, (accept) => (call, all) => {
      const email = textOf(call.input, 'PrimaryEmail');
      if (started.has(key(call.account, email))) store.putEmailUpdate(call.account, email);
      return accept(call, all);
    })(remembering);
  },
};
