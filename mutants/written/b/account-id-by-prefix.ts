import { targetAccount } from '../../../reference/core/authorize-context.ts';
import type { Mutant } from '../../mutant.ts';
import { knownAccounts } from './known-accounts.ts';
import { reroute } from './reroute.ts';

const COMPARED = 8;

export const accountIdByPrefix: Mutant = {
  id: 'written/account-id-by-prefix',
  fault: 'Account ids are compared by their first eight digits.',
  kind: 'written',
  rule: 'context/nearly-a-member/GetContactInformation',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) => {
      const found = knownAccounts(options.world).find(
        (one) => named !== null && one.slice(0, COMPARED) === named.slice(0, COMPARED),
      );
      return found === undefined ? null : targetAccount(options.world, caller, found);
    }),
};
