import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { contactType } from './contact-type.ts';
import { wrapHandler } from './wrap-handler.ts';

export const alternatePutAgainRefused: Mutant = {
  id: 'written/alternate-put-again-refused',
  fault: 'A put that changes nothing is refused as invalid.',
  kind: 'written',
  rule: 'contacts/put-twice',
  because: 'Nothing changes.',
  compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
    const { AccountId: _, ...contact } = call.input;
    const before = parts.store.alternateContact(call.account, contactType(call));
    if (isDeepStrictEqual(before, parts.normalizeAlternateContact(contact)))
      throw new Refusal(parts.errorNames.invalid, 'Nothing changes.');
    return put(call, parts);
  }),
};
