import type { Mutant } from '../../mutant.ts';

export const disablingCanBeReversed: Mutant = {
  id: 'written/disabling-can-be-reversed',
  fault: 'Enabling a region that is being disabled starts at once; only the other direction is a conflict.',
  kind: 'written',
  rule: 'regions/opposite-request-while-disabling',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const { account, operation } = call;
      if (operation.name !== 'EnableRegion' || all.statusAt(account, region, all) !== 'DISABLING')
        return parts.changeRegion(call, region, all);
      const way = all.options.lifecycle.transitions.find(({ request }) => request === operation.name);
      if (way) all.store.putRegionChange(account, region, { ...way, startedAt: all.options.clock.now() });
    },
  }),
};
