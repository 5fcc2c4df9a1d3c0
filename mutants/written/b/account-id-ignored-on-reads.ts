import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const accountIdIgnoredOnReads: Mutant = {
  id: 'written/account-id-ignored-on-reads',
  fault: 'Reads ignore AccountId; writes do as it says.',
  kind: 'written',
  rule: 'context/management-member/GetContactInformation',
  because: 'another output',
  compose: (parts) => reroute(parts, ({ caller, operation }) => (operation.changes === null ? caller : null)),
};
