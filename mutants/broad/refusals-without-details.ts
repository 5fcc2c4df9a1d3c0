import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const refusalsWithoutDetails: Mutant = {
  id: 'broad/refusals-without-details',
  fault: 'No refusal says its reason.',
  kind: 'written',
  rule: 'regions/unknown-region-reason/GetRegionOptStatus',
  also: ['regions/unknown-region-reason/*', 'listing/token-altered-reason'],
  compose: (parts) => ({
    ...parts,
    writeError: ({ errorName, message, detail: { status } }, all) =>
      parts.writeError(new Refusal(errorName, message, { status }), all),
  }),
};
