import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const refusalsAndSameRequestMutants: readonly Mutant[] = [
  {
    id: 'written/refused-listing-drops-a-contact',
    fault: 'A refused listing rolls back the billing contact too.',
    kind: 'written',
    rule: 'errors/refusals-leave-everything',
    because: 'another answer',
    ordered: true,
    compose: wrapHandler('ListRegions', (inner) => (call, all) => {
      try {
        return inner(call, all);
      } catch (error) {
        all.store.deleteAlternateContact(call.account, 'BILLING');
        throw error;
      }
    }),
  },
];
