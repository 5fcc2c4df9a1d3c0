import type { Mutant } from '../../mutant.ts';

/** Milliseconds within which two requests count as concurrent. */
const OVERLAP = 10;

export const twoWinnersForARegion: Mutant = {
  id: 'written/two-winners-for-a-region',
  fault: 'Of concurrent requests to change a region every one is accepted.',
  kind: 'written',
  rule: 'consistency/one-region-winner',
  because: 'no order explains',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const change = all.store.regionChange(call.account, region);
      const way = all.options.lifecycle.transitions.find(({ request }) => request === call.operation.name);
      const isRival = change?.via === way?.via && change !== undefined;
      if (!isRival || all.options.clock.now() - change.startedAt > OVERLAP)
        parts.changeRegion(call, region, all);
    },
  }),
};
