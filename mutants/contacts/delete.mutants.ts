import { Refusal } from '../../reference/core/refusal.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { everyNth, wrapHandler } from '../operators/wrap-handler.ts';
import { contactType } from '../operators/members.ts';
import { CONTACT_TYPES } from '../operators/store-contact.ts';

export const deleteMutants: readonly Mutant[] = [
  {
    id: 'written/delete-ignored-for-security',
    fault: 'Deleting the security contact succeeds and does nothing.',
    kind: 'written',
    rule: 'contacts/delete',
    because: 'ResourceNotFoundException',
    compose: wrapHandler(
      'DeleteAlternateContact',
      (remove) => (call, parts) => (contactType(call) === 'SECURITY' ? null : remove(call, parts)),
    ),
  },
  {
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
  },
  {
    id: 'written/ninth-delete-lost',
    fault: 'Every ninth deletion succeeds and is lost.',
    kind: 'written',
    rule: 'contacts/delete',
    because: 'GetAlternateContact',
    ordered: true,
    compose: wrapHandler('DeleteAlternateContact', (remove) => {
      const lost = everyNth(9);
      return (call, parts) => (lost() ? null : remove(call, parts));
    }),
  },
  {
    id: 'written/delete-all-types',
    fault: 'Deleting one type of alternate contact deletes all of them.',
    kind: 'written',
    rule: 'contacts/delete-leaves-other-types',
    because: '404',
    compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
      const output = remove(call, parts);
      for (const type of CONTACT_TYPES) parts.store.deleteAlternateContact(call.account, type);
      return output;
    }),
  },
  {
    id: 'written/delete-first-stored',
    fault: 'Deleting ignores the type and deletes the first contact that is stored.',
    kind: 'written',
    rule: 'contacts/delete-leaves-other-types',
    because: 'GetAlternateContact',
    compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
      const first = CONTACT_TYPES.find((type) => parts.store.alternateContact(call.account, type));
      return remove(
        { ...call, input: { ...call.input, AlternateContactType: first ?? CONTACT_TYPES[0] ?? '' } },
        parts,
      );
    }),
  },
  {
    id: 'written/delete-twice-silent',
    fault: 'Deleting what is not there succeeds.',
    kind: 'written',
    rule: 'contacts/delete-twice',
    because: '200 with an empty body',
    compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
      try {
        return remove(call, parts);
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    }),
  },
];
