import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const statusInLowerCase: Mutant = {
  id: 'written/status-in-lower-case',
  fault: 'The status of one region is written in lower case.',
  kind: 'written',
  rule: 'regions/status-agrees-with-list',
  because: 'RegionOptStatus',
  compose: (parts) =>
    wrapHandlers(parts, ['GetRegionOptStatus'], (inner) => (call, all) => {
      const output = inner(call, all);
      return output && { ...output, RegionOptStatus: textOf(output, 'RegionOptStatus').toLowerCase() };
    }),
};
