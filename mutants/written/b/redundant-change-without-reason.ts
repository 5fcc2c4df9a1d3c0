import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const redundantChangeWithoutReason: Mutant = {
  id: 'written/redundant-change-without-reason',
  fault: 'A redundant region change is refused as invalid without saying the reason.',
  kind: 'written',
  rule: 'regions/redundant-enable-reason',
  also: ['regions/redundant-disable-reason'],
  because: 'another reason',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      try {
        parts.changeRegion(call, region, all);
      } catch (error) {
        if (error instanceof Refusal && error.errorName === all.errorNames.invalid)
          throw new Refusal(error.errorName, error.message);
        throw error;
      }
    },
  }),
};
