import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const contextNotCheckedOnDelete: Mutant = {
  id: 'written/context-not-checked-on-delete',
  fault: 'The one operation that deletes does not check whom it may act on.',
  kind: 'written',
  rule: 'context/outside-organization/DeleteAlternateContact',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ named, operation }) => (operation.name === 'DeleteAlternateContact' ? named : null)),
};
