import { isPending } from '../../reference/core/state/region-status.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import { Refusal } from '../../reference/core/refusal.ts';

export const sequenceAndSeveralAtOnceMutants: readonly Mutant[] = [
  {
    id: 'written/status-of-the-latest-change',
    fault:
      'Every other changeable region of the account is shown with the status of a region while that region changes.',
    kind: 'written',
    rule: 'regions/sequence',
    ordered: true,
    compose: (parts) => {
      const latest = new Map<string, string>();
      const changing: typeof parts = {
        ...parts,
        changeRegion: (call, region, all) => {
          parts.changeRegion(call, region, all);
          latest.set(call.account, region);
        },
      };
      return wrapHandler('GetRegionOptStatus', (inner) => (call, all) => {
        const output = inner(call, all) ?? {};
        const change = all.store.regionChange(call.account, latest.get(call.account) ?? '');
        const fixed = all.options.lifecycle.fixed.includes(textOf(output, 'RegionOptStatus'));
        return change && !fixed && isPending(change, all)
          ? { ...output, RegionOptStatus: change.via }
          : output;
      })(changing);
    },
  },
  {
    id: 'written/fourth-change-is-a-conflict',
    fault: 'An account may have three regions changing; a fourth is a conflict.',
    kind: 'written',
    rule: 'regions/several-at-once',
    because: 'ConflictException',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const { clock, regionDelayMs } = all.options;
        const changes = [...all.store.regionChanges(call.account)];
        if (changes.filter(({ startedAt }) => clock.now() < startedAt + regionDelayMs).length >= 3)
          throw new Refusal('ConflictException', 'Too many regions are changing.');
        parts.changeRegion(call, region, all);
      },
    }),
  },
];
