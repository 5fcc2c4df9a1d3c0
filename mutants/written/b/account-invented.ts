import type { Mutant } from '../../mutant.ts';
import { knownAccounts } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const accountInvented: Mutant = {
  id: 'written/account-invented',
  fault: 'An account that does not exist comes into being when it is named.',
  kind: 'written',
  rule: 'context/outside-organization/PutAlternateContact',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ named, parts: { options } }) =>
      named !== null && !knownAccounts(options.world).includes(named) ? named : null,
    ),
};
