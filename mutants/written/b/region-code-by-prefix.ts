import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const regionCodeByPrefix: Mutant = {
  id: 'written/region-code-by-prefix',
  fault: 'A region code is looked up by its beginning: what follows the number is ignored.',
  kind: 'written',
  rule: 'regions/unknown-region-refused/DisableRegion',
  also: ['regions/no-region-by-likeness/DisableRegion'],
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(parts, ['DisableRegion'], (inner) => (call, all) => {
      const given = textOf(call.input, 'RegionName');
      if (all.regionNames(all).includes(given)) return inner(call, all);
      const found = all.regionNames(all).find((name) => given.startsWith(name));
      return found === undefined ? inner(call, all) : null;
    }),
};
