import { accountsOfWorld } from '../../spec/world.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { organizationOf } from '../operators/known-accounts.ts';
import { reroute } from '../operators/reroute.ts';

export const ownAndStandaloneMutants: readonly Mutant[] = [
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
  {
    id: 'written/standalone-accounts-list-each-other',
    fault: 'A standalone account may list the regions of another standalone account.',
    kind: 'written',
    rule: 'context/standalone-other-account/ListRegions',
    because: 'no refusal',
    compose: reroute(({ caller, named, operation, parts: { options } }) => {
      const alone = (account: string | null) => options.world.standalone.includes(account ?? '');
      const reached = operation.name === 'ListRegions' && named !== caller && alone(caller) && alone(named);
      return reached ? named : null;
    }),
  },
  {
    id: 'written/standalone-reaches-anyone',
    fault: 'A standalone account may act on every existing account except itself.',
    kind: 'written',
    rule: 'context/standalone-other-account/PutAlternateContact',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) =>
      named !== null &&
      named !== caller &&
      options.world.standalone.includes(caller) &&
      accountsOfWorld(options.world).includes(named)
        ? named
        : null,
    ),
  },
  {
    id: 'written/standalone-names-itself',
    fault: 'A standalone account may name itself.',
    kind: 'written',
    rule: 'context/standalone-own-account/GetContactInformation',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) =>
      named === caller && options.world.standalone.includes(caller) ? caller : null,
    ),
  },
];
