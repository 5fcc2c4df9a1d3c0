import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import type { JsonObject } from '../../spec/json.ts';
import { storePrimary } from '../operators/store-contact.ts';

export const apartAndReplaceMutants: readonly Mutant[] = [
  {
    id: 'written/primary-put-drops-alternates',
    fault: 'Putting the primary contact deletes the billing contact.',
    kind: 'written',
    rule: 'primary-contact/stored-alternate-contacts-apart',
    because: '404',
    ordered: true,
    compose: wrapHandler('PutContactInformation', (put) => (call, parts) => {
      const output = put(call, parts);
      parts.store.deleteAlternateContact(call.account, 'BILLING');
      return output;
    }),
  },
  {
    id: 'written/get-remembers-first-value',
    fault: 'The primary contact of an account is read once and answered from a cache ever after.',
    kind: 'written',
    rule: 'primary-contact/replace',
    because: 'GetContactInformation',
    compose: wrapHandler('GetContactInformation', (get) => {
      const cache = new Map<string, JsonObject | null>();
      return (call, parts) => {
        if (!cache.has(call.account)) cache.set(call.account, get(call, parts));
        return cache.get(call.account) ?? null;
      };
    }),
  },
  {
    id: 'written/primary-merged',
    fault: 'A put of the primary contact is merged into the stored one.',
    kind: 'written',
    rule: 'primary-contact/replace',
    because: 'GetContactInformation',
    compose: storePrimary((contact, before) => ({ ...before, ...contact })),
  },
  {
    id: 'written/postal-code-change-counts-as-none',
    fault:
      'A primary contact that differs from the stored one only in its postal code is taken for the same.',
    kind: 'written',
    rule: 'primary-contact/replace-with-alike',
    because: 'PostalCode',
    compose: storePrimary((contact, before) => {
      const alike = { ...contact, PostalCode: before?.['PostalCode'] ?? null };
      return JSON.stringify(alike) === JSON.stringify(before) ? alike : contact;
    }),
  },
];
