import { isPending } from '../../reference/core/state/region-status.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const enableAndDisableMutants: readonly Mutant[] = [
  {
    id: 'written/disabled-seen-while-enabling',
    fault: 'A region that is being enabled is shown as disabled until it is enabled.',
    kind: 'written',
    rule: 'regions/enable',
    because: '"RegionOptStatus":"DISABLED"',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const change = all.store.regionChange(account, region);
        const enabling = change?.via === 'ENABLING' && isPending(change, all);
        return enabling ? change.from : parts.statusAt(account, region, all);
      },
    }),
  },
  {
    id: 'written/disabling-seen-while-enabling',
    fault: 'Every pending region is shown as being disabled, whichever way it goes.',
    kind: 'written',
    rule: 'regions/enable',
    because: '"RegionOptStatus":"DISABLING"',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const status = parts.statusAt(account, region, all);
        return status === 'ENABLING' ? 'DISABLING' : status;
      },
    }),
  },
  {
    id: 'written/status-falls-back-after-enabling',
    fault:
      'The first read of a region after its change was done shows the pending status, the second the old one.',
    kind: 'written',
    rule: 'regions/enable',
    because: '"RegionOptStatus":"DISABLED"',
    ordered: true,
    compose: (parts) => {
      const reads = new Map<string, number>();
      return wrapHandler('GetRegionOptStatus', (inner) => (call, all) => {
        const output = inner(call, all);
        const region = textOf(call.input, 'RegionName');
        const change = all.store.regionChange(call.account, region);
        if (change?.to !== 'ENABLED' || isPending(change, all)) return output;
        const key = `${call.account} ${region} ${change.startedAt}`;
        const read = (reads.get(key) ?? 0) + 1;
        reads.set(key, read);
        if (read > 2) return output;
        return { ...output, RegionOptStatus: read === 1 ? change.via : change.from };
      })(parts);
    },
  },
  {
    id: 'written/enabled-seen-while-disabling',
    fault: 'A region that is being disabled is shown as enabled until it is disabled.',
    kind: 'written',
    rule: 'regions/disable',
    because: '"RegionOptStatus":"ENABLED"',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const change = all.store.regionChange(account, region);
        const disabling = change?.via === 'DISABLING' && isPending(change, all);
        return disabling ? change.from : parts.statusAt(account, region, all);
      },
    }),
  },
  {
    id: 'written/endless-disabling',
    fault: 'A region that is being disabled stays so forever.',
    kind: 'written',
    rule: 'regions/disable',
    because: '"RegionOptStatus":"DISABLING"',
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const change = all.store.regionChange(account, region);
        return change?.via === 'DISABLING' ? change.via : parts.statusAt(account, region, all);
      },
    }),
  },
];
