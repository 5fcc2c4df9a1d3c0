import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const listAheadOfStatus: Mutant = {
  id: 'written/list-ahead-of-status',
  fault: 'The list shows a pending change as done while the single read still shows it pending.',
  kind: 'written',
  rule: 'regions/list-agrees-while-enabling',
  because: 'not listed',
  compose: (parts) =>
    wrapHandlers(
      parts,
      ['ListRegions'],
      (inner) => (call, all) =>
        inner(call, {
          ...all,
          statusAt: (account, region, whole) => {
            const pending = parts.statusAt(account, region, whole).endsWith('ING');
            const change = all.store.regionChange(account, region);
            return pending && change ? change.to : parts.statusAt(account, region, whole);
          },
        }),
    ),
};
