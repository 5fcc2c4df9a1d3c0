import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const unknownRegionNotFound: Mutant = {
  id: 'written/unknown-region-not-found',
  fault: 'Disabling a region that does not exist is refused as not found.',
  kind: 'written',
  rule: 'regions/unknown-region-error/DisableRegion',
  also: ['regions/region-code-case/DisableRegion'],
  because: '404 ResourceNotFoundException',
  compose: (parts) =>
    wrapHandlers(parts, ['DisableRegion'], (inner) => (call, all) => {
      if (all.regionNames(all).includes(textOf(call.input, 'RegionName'))) return inner(call, all);
      throw new Refusal(all.errorNames.notFound, 'There is no such region.');
    }),
};
