import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const oneOtherPartitionAccepted: Mutant = {
  id: 'written/one-other-partition-accepted',
  fault: 'Enabling the one region cn-north-1 of another partition succeeds.',
  kind: 'written',
  rule: 'regions/other-partition-refused/EnableRegion',
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(
      parts,
      ['EnableRegion'],
      (inner) => (call, all) => (call.input['RegionName'] === 'cn-north-1' ? null : inner(call, all)),
    ),
};
