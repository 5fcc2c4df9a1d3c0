import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const listWithoutChanges: Mutant = {
  id: 'written/list-without-changes',
  fault: 'The list shows every region as it was at first; only the single read shows changes.',
  kind: 'written',
  rule: 'regions/others-unchanged',
  because: 'is DISABLED, expected ENABLED',
  compose: (parts) =>
    wrapHandlers(
      parts,
      ['ListRegions'],
      (inner) => (call, all) =>
        inner(call, {
          ...all,
          statusAt: (account, region, whole) =>
            parts.statusAt(account, region, {
              ...whole,
              store: { ...all.store, regionChange: () => undefined },
            }),
        }),
    ),
};
