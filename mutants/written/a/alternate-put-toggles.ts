import { isDeepStrictEqual } from 'node:util';
import type { Mutant } from '../../mutant.ts';
import { contactType } from './contact-type.ts';
import { wrapHandler } from './wrap-handler.ts';

export const alternatePutToggles: Mutant = {
  id: 'written/alternate-put-toggles',
  fault: 'Putting the same alternate contact again deletes it.',
  kind: 'written',
  rule: 'contacts/put-twice',
  because: '404',
  compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
    const type = contactType(call);
    const before = parts.store.alternateContact(call.account, type);
    const output = put(call, parts);
    if (isDeepStrictEqual(before, parts.store.alternateContact(call.account, type)))
      parts.store.deleteAlternateContact(call.account, type);
    return output;
  }),
};
