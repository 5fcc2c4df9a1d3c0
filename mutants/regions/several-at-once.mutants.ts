import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const severalAtOnceMutants: readonly Mutant[] = [
  {
    id: 'written/fourth-change-is-a-conflict',
    fault: 'An account may have three regions changing; a fourth is a conflict.',
    kind: 'written',
    rule: 'regions/several-at-once',
    because: 'ConflictException',
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
