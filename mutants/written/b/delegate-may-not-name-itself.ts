import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const delegateMayNotNameItself: Mutant = {
  id: 'written/delegate-may-not-name-itself',
  fault: 'The delegated administrator is refused, like the management account, when it names itself.',
  kind: 'written',
  rule: 'context/delegate-own-account/PutAlternateContact',
  because: 'AccessDeniedException',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: all }) => {
      if (named !== caller) return null;
      throw new Refusal(all.errorNames.denied, 'Leave AccountId out for your own account.');
    }),
};
