import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const delegateOfAnyOrganization: Mutant = {
  id: 'written/delegate-of-any-organization',
  fault: 'The delegated administrator may write to the members of every organization.',
  kind: 'written',
  rule: 'context/delegate-outside-organization/PutAlternateContact',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) => {
      const { organizations } = options.world;
      const isDelegate = organizations.some(({ delegatedAdmin }) => delegatedAdmin === caller);
      const isMember = named !== null && organizations.some(({ members }) => members.includes(named));
      return isDelegate && isMember ? named : null;
    }),
};
