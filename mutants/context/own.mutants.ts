import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { organizationOf } from '../operators/known-accounts.ts';
import { reroute } from '../operators/reroute.ts';

export const ownMutants: readonly Mutant[] = [
  {
    id: 'written/own-account-needs-trusted-access',
    fault: 'Without trusted access a member may not even read its own primary contact.',
    kind: 'written',
    rule: 'context/own-reads-without-trusted-access/GetContactInformation',
    because: 'AccessDeniedException',
    compose: reroute(({ caller, named, operation, parts: all }) => {
      const organization = organizationOf(all.options.world, caller);
      const lacks = named === null && organization?.trustedAccess === false;
      if (!lacks || operation.name !== 'GetContactInformation') return null;
      throw new Refusal(all.errorNames.denied, 'Trusted access is off.');
    }),
  },
];
