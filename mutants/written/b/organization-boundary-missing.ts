import type { Mutant } from '../../mutant.ts';
import { knownAccounts } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const organizationBoundaryMissing: Mutant = {
  id: 'written/organization-boundary-missing',
  fault: 'A management account may act on every account that exists, in its organization or not.',
  kind: 'written',
  rule: 'context/outside-organization/EnableRegion',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) =>
      named !== null &&
      named !== caller &&
      options.world.organizations.some(({ management }) => management === caller) &&
      knownAccounts(options.world).includes(named)
        ? named
        : null,
    ),
};
