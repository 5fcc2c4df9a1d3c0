import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const delegateRefused: Mutant = {
  id: 'written/delegate-refused',
  fault: 'The delegated administrator is refused on members: only the management account may act on them.',
  kind: 'written',
  rule: 'context/delegate-member/PutContactInformation',
  because: 'AccessDeniedException',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: all }) => {
      const delegates = all.options.world.organizations.map(({ delegatedAdmin }) => delegatedAdmin);
      if (named === null || named === caller || !delegates.includes(caller)) return null;
      throw new Refusal(all.errorNames.denied, 'Only the management account may act on members.');
    }),
};
