import type { Mutant } from '../../mutant.ts';
import { contactType } from './contact-type.ts';
import { wrapHandler } from './wrap-handler.ts';

export const alternateReadOnce: Mutant = {
  id: 'written/alternate-read-once',
  fault: 'Reading an alternate contact takes it away.',
  kind: 'written',
  rule: 'contacts/read-twice',
  because: '404',
  compose: wrapHandler('GetAlternateContact', (get) => (call, parts) => {
    const output = get(call, parts);
    parts.store.deleteAlternateContact(call.account, contactType(call));
    return output;
  }),
};
