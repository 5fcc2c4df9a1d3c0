import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const redundantEnableStartsAgain: Mutant = {
  id: 'written/redundant-enable-starts-again',
  fault: 'Enabling an enabled region is refused, and the region is being enabled once more.',
  kind: 'written',
  rule: 'regions/redundant-enable-keeps-status',
  because: '"RegionOptStatus":"ENABLING"',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const { account, operation } = call;
      const change = all.store.regionChange(account, region);
      if (operation.name === 'EnableRegion' && all.statusAt(account, region, all) === 'ENABLED' && change) {
        all.store.putRegionChange(account, region, { ...change, startedAt: all.options.clock.now() });
        throw new Refusal(all.errorNames.invalid, `${region} is enabled.`);
      }
      parts.changeRegion(call, region, all);
    },
  }),
};
