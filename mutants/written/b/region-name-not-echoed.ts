import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const regionNameNotEchoed: Mutant = {
  id: 'written/region-name-not-echoed',
  fault: 'The status of a region comes without the name of the region.',
  kind: 'written',
  rule: 'regions/status-agrees-with-list',
  also: ['regions/opt-in-regions-not-fixed'],
  because: 'another output',
  compose: (parts) =>
    wrapHandlers(parts, ['GetRegionOptStatus'], (inner) => (call, all) => {
      const { RegionName: _, ...rest } = inner(call, all) ?? {};
      return rest;
    }),
};
