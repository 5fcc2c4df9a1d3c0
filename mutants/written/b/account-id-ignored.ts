import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const accountIdIgnored: Mutant = {
  id: 'written/account-id-ignored',
  fault: 'AccountId is ignored: every call acts on the account of its caller.',
  kind: 'written',
  rule: 'context/management-member/PutAlternateContact',
  because: 'another output',
  compose: (parts) => reroute(parts, ({ caller }) => caller),
};
