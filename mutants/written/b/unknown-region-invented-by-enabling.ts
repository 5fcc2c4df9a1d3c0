import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const unknownRegionInventedByEnabling: Mutant = {
  id: 'written/unknown-region-invented-by-enabling',
  fault: 'Enabling a region that does not exist succeeds.',
  kind: 'written',
  rule: 'regions/unknown-region-refused/EnableRegion',
  also: ['regions/no-region-by-likeness/EnableRegion', 'regions/unknown-region-error/EnableRegion'],
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(
      parts,
      ['EnableRegion'],
      (inner) => (call, all) =>
        all.regionNames(all).includes(textOf(call.input, 'RegionName')) ? inner(call, all) : null,
    ),
};
