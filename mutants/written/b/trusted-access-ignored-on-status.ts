import { targetAccount } from '../../../reference/core/authorize-context.ts';
import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const trustedAccessIgnoredOnStatus: Mutant = {
  id: 'written/trusted-access-ignored-on-status',
  fault: 'Reading the status of a region for a member works without trusted access.',
  kind: 'written',
  rule: 'context/trusted-access-off/GetRegionOptStatus',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) => {
      if (operation.name !== 'GetRegionOptStatus') return null;
      const organizations = options.world.organizations.map((one) => ({ ...one, trustedAccess: true }));
      return targetAccount({ ...options.world, organizations }, caller, named);
    }),
};
