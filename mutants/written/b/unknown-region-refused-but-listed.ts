import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const unknownRegionRefusedButListed: Mutant = {
  id: 'written/unknown-region-refused-but-listed',
  fault: 'Enabling a region that does not exist is refused, but from then on the region is listed.',
  kind: 'written',
  rule: 'regions/unknown-region-refused/EnableRegion',
  because: 'does not belong there',
  compose: (parts) => {
    const invented = new Set<string>();
    const changed = {
      ...parts,
      regionNames: (all: typeof parts) => [...new Set([...parts.regionNames(all), ...invented])].toSorted(),
    };
    return wrapHandlers(changed, ['EnableRegion'], (inner) => (call, all) => {
      try {
        return inner(call, all);
      } finally {
        invented.add(textOf(call.input, 'RegionName'));
      }
    });
  },
};
