import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const regionCodeIgnoresCase: Mutant = {
  id: 'written/region-code-ignores-case',
  fault: 'A region code is taken in any case by the operation that enables.',
  kind: 'written',
  rule: 'regions/region-code-case/EnableRegion',
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(parts, ['EnableRegion'], (inner) => (call, all) => {
      const region = textOf(call.input, 'RegionName').toLowerCase();
      return inner({ ...call, input: { ...call.input, RegionName: region } }, all);
    }),
};
