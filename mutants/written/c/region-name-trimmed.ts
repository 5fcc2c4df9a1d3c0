import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from '../b/wrap-handlers.ts';
import { textOf } from '../b/text-of.ts';

export const regionNameTrimmed: Mutant = {
  id: 'written/region-name-trimmed',
  fault: 'White space round the name of a region is ignored.',
  kind: 'written',
  rule: 'regions/no-region-by-likeness/GetRegionOptStatus',
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(
      parts,
      ['GetRegionOptStatus'],
      (inner) => (call, all) =>
        inner(
          { ...call, input: { ...call.input, RegionName: textOf(call.input, 'RegionName').trim() } },
          all,
        ),
    ),
};
