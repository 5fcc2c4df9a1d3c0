import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { wrapHandlers } from '../b/wrap-handlers.ts';

export const whiteSpaceAroundRegionToEnable: Mutant = {
  id: 'written/white-space-around-region-to-enable',
  fault: 'EnableRegion alone takes a region code with white space around it for the region.',
  kind: 'written',
  rule: 'regions/no-region-by-likeness/EnableRegion',
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(parts, ['EnableRegion'], (inner) => (call, all) => {
      const RegionName = textOf(call.input, 'RegionName').trim();
      return inner({ ...call, input: { ...call.input, RegionName } }, all);
    }),
};
