import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const apartMutants: readonly Mutant[] = [
  {
    id: 'written/primary-put-drops-alternates',
    fault: 'Putting the primary contact deletes the billing contact.',
    kind: 'written',
    rule: 'primary-contact/stored-alternate-contacts-apart',
    because: '404',
    compose: wrapHandler('PutContactInformation', (put) => (call, parts) => {
      const output = put(call, parts);
      parts.store.deleteAlternateContact(call.account, 'BILLING');
      return output;
    }),
  },
];
