import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const unknownRegionShownAsDisabled: Mutant = {
  id: 'written/unknown-region-shown-as-disabled',
  fault: 'A region that does not exist is shown as disabled.',
  kind: 'written',
  rule: 'regions/unknown-region-refused/GetRegionOptStatus',
  also: ['regions/region-code-case/GetRegionOptStatus', 'regions/unknown-region-error/GetRegionOptStatus'],
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(parts, ['GetRegionOptStatus'], (inner) => (call, all) => {
      const region = textOf(call.input, 'RegionName');
      if (all.regionNames(all).includes(region)) return inner(call, all);
      return { RegionName: region, RegionOptStatus: all.options.lifecycle.initial };
    }),
};
