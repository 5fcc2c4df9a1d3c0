import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const contextOnlyCheckedOnWrites: Mutant = {
  id: 'written/context-only-checked-on-writes',
  fault: 'Anybody may read any account; only writes are checked.',
  kind: 'written',
  rule: 'context/outside-organization/GetContactInformation',
  because: 'no refusal',
  compose: (parts) => reroute(parts, ({ named, operation }) => (operation.changes === null ? named : null)),
};
