import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const contextOnlyCheckedOnReads: Mutant = {
  id: 'written/context-only-checked-on-reads',
  fault: 'Anybody may write to any account; only reads are checked.',
  kind: 'written',
  rule: 'context/outside-organization/PutContactInformation',
  because: 'no refusal',
  compose: (parts) => reroute(parts, ({ named, operation }) => (operation.changes === null ? null : named)),
};
