import type { Mutant } from '../../mutant.ts';
import { organizationOf } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const memberReachesOtherMembers: Mutant = {
  id: 'written/member-reaches-other-members',
  fault: 'A member that is no delegate may act on the other members of its organization.',
  kind: 'written',
  rule: 'context/member-any-account/PutContactInformation',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) => {
      const organization = organizationOf(options.world, caller);
      const mayAct = named !== null && named !== caller && organization?.members.includes(caller);
      return mayAct && organization?.members.includes(named) ? named : null;
    }),
};
