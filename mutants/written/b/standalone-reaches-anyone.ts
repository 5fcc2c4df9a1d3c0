import type { Mutant } from '../../mutant.ts';
import { knownAccounts } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const standaloneReachesAnyone: Mutant = {
  id: 'written/standalone-reaches-anyone',
  fault: 'An account in no organization may act on every account that exists but itself.',
  kind: 'written',
  rule: 'context/standalone-other-account/PutAlternateContact',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) =>
      named !== null &&
      named !== caller &&
      options.world.standalone.includes(caller) &&
      knownAccounts(options.world).includes(named)
        ? named
        : null,
    ),
};
