import type { Mutant } from '../../mutant.ts';
import { organizationOf } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const memberNamesItself: Mutant = {
  id: 'written/member-names-itself',
  fault: 'A member may name its own account, which is taken for leaving AccountId out.',
  kind: 'written',
  rule: 'context/member-own-account/DisableRegion',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) =>
      named === caller && organizationOf(options.world, caller)?.members.includes(caller) ? caller : null,
    ),
};
