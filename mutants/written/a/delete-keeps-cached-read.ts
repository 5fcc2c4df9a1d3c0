import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { contactType } from './contact-type.ts';
import { wrapHandler } from './wrap-handler.ts';

export const deleteKeepsCachedRead: Mutant = {
  id: 'written/delete-keeps-cached-read',
  fault: 'A contact that was read before its deletion is still read after it, from a cache.',
  kind: 'written',
  rule: 'contacts/delete',
  because: 'ResourceNotFoundException',
  compose: wrapHandler('GetAlternateContact', (get) => {
    const cache = new Map<string, JsonObject | null>();
    return (call, parts) => {
      const key = `${call.account} ${contactType(call)}`;
      const stored = parts.store.alternateContact(call.account, contactType(call));
      if (stored || !cache.has(key)) cache.set(key, get(call, parts));
      return cache.get(key) ?? null;
    };
  }),
};
