import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const delegateReachesTheManagementAccount: Mutant = {
  id: 'written/delegate-reaches-the-management-account',
  fault: 'The delegated administrator may read the regions of the management account.',
  kind: 'written',
  rule: 'context/delegate-management-account/ListRegions',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) =>
      operation.name === 'ListRegions' &&
      options.world.organizations.some((one) => one.delegatedAdmin === caller && one.management === named)
        ? named
        : null,
    ),
};
