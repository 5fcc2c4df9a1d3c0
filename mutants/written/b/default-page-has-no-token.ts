import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const defaultPageHasNoToken: Mutant = {
  id: 'written/default-page-has-no-token',
  fault: 'Without a page size the list ends after its first page, without a token.',
  kind: 'written',
  rule: 'listing/default-page',
  because: 'is missing and no token follows',
  compose: (parts) =>
    wrapHandlers(parts, ['ListRegions'], (inner) => (call, all) => {
      const output = inner(call, all);
      if (call.input['MaxResults'] !== undefined) return output;
      return { Regions: output?.['Regions'] ?? [] };
    }),
};
