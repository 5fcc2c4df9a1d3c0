import { targetAccount } from '../../reference/core/authorize-context.ts';
import type { Mutant } from '../mutant.ts';
import { organizationOf } from '../operators/known-accounts.ts';
import { reroute } from '../operators/reroute.ts';

export const trustedAccessAndAllFeaturesMutants: readonly Mutant[] = [
  {
    id: 'written/closed-management-reads-itself',
    fault: 'Without trusted access the management account may name itself on reads.',
    kind: 'written',
    rule: 'context/trusted-access-off/GetContactInformation',
    because: 'no refusal',
    compose: reroute(({ caller, named, operation, parts: { options } }) => {
      const organization = organizationOf(options.world, caller);
      const closed = organization?.management === caller && !organization.trustedAccess;
      return closed && named === caller && operation.changes === null ? caller : null;
    }),
  },
  {
    id: 'written/trusted-access-ignored-on-status',
    fault: 'Reading the status of a region for a member works without trusted access.',
    kind: 'written',
    rule: 'context/trusted-access-off/GetRegionOptStatus',
    because: 'no refusal',
    compose: reroute(({ caller, named, operation, parts: { options } }) => {
      if (operation.name !== 'GetRegionOptStatus') return null;
      const organizations = options.world.organizations.map((one) => ({ ...one, trustedAccess: true }));
      return targetAccount({ ...options.world, organizations }, caller, named);
    }),
  },
  {
    id: 'written/all-features-ignored',
    fault: 'Members can be acted on in an organization that has only consolidated billing.',
    kind: 'written',
    rule: 'context/no-all-features/PutContactInformation',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) => {
      const organizations = options.world.organizations.map((one) => ({ ...one, allFeatures: true }));
      return targetAccount({ ...options.world, organizations }, caller, named);
    }),
  },
];
