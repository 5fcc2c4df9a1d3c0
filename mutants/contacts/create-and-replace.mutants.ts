import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { everyNth, wrapHandler } from '../operators/wrap-handler.ts';
import { bodyOf, rewriteSuccess, withBody } from '../operators/rewrite-response.ts';
import { changeTexts, storeAlternate } from '../operators/store-contact.ts';

export const createAndReplaceMutants: readonly Mutant[] = [
  {
    id: 'written/alternate-phone-digits-only',
    fault: 'Only the plus and the digits of an alternate phone number are kept.',
    kind: 'written',
    rule: 'contacts/create',
    because: 'PhoneNumber',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replaceAll(/[^+\d]/g, ''), ['PhoneNumber']),
    ),
  },
  {
    id: 'written/contact-not-wrapped',
    fault: 'The contact is the whole answer instead of a member of it.',
    kind: 'written',
    rule: 'contacts/create',
    because: 'GetAlternateContact',
    compose: rewriteSuccess('GetAlternateContact', (response) => {
      const { AlternateContact: contact = null } = bodyOf(response);
      return withBody(response, contact);
    }),
  },
  {
    id: 'written/email-domain-lower-cased',
    fault: 'The domain of an address is stored in lower case.',
    kind: 'written',
    rule: 'contacts/create',
    because: 'EmailAddress',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replace(/@.*/, (domain) => domain.toLowerCase()), ['EmailAddress']),
    ),
  },
  {
    id: 'written/email-lower-cased',
    fault: 'The address of an alternate contact is stored in lower case.',
    kind: 'written',
    rule: 'contacts/create',
    because: 'EmailAddress',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.toLowerCase(), ['EmailAddress']),
    ),
  },
  {
    id: 'written/email-member-renamed',
    fault: 'The address of a contact is answered under a shorter name.',
    kind: 'written',
    rule: 'contacts/create',
    because: '"Email":',
    compose: rewriteSuccess('GetAlternateContact', (response) => {
      const { AlternateContact: contact } = bodyOf(response);
      const { EmailAddress: email, ...rest } = isJsonObject(contact) ? contact : {};
      return withBody(response, { AlternateContact: { Email: email, ...rest } });
    }),
  },
  {
    id: 'written/members-in-camel-case',
    fault: 'Members of the answer begin with a small letter.',
    kind: 'written',
    rule: 'contacts/create',
    because: 'alternateContact',
    compose: rewriteSuccess('GetAlternateContact', (response) => {
      const { AlternateContact: contact = null } = bodyOf(response);
      return withBody(response, { alternateContact: contact });
    }),
  },
  {
    id: 'written/seventh-put-lost',
    fault: 'Every seventh put of an alternate contact succeeds and is lost.',
    kind: 'written',
    rule: 'contacts/create',
    because: 'GetAlternateContact',
    ordered: true,
    compose: wrapHandler('PutAlternateContact', (put) => {
      const lost = everyNth(7);
      return (call, parts) => (lost() ? null : put(call, parts));
    }),
  },
  {
    id: 'written/type-not-answered',
    fault: 'A contact is answered without its type.',
    kind: 'written',
    rule: 'contacts/create',
    because: 'GetAlternateContact',
    compose: rewriteSuccess('GetAlternateContact', (response) => {
      const { AlternateContact: contact } = bodyOf(response);
      const { AlternateContactType: _, ...rest } = isJsonObject(contact) ? contact : {};
      return withBody(response, { AlternateContact: rest });
    }),
  },
  {
    id: 'written/recreated-with-old-name',
    fault: 'A deleted contact is only marked; created again, it has its old name.',
    kind: 'written',
    rule: 'contacts/create-after-delete',
    because: 'Name',
    compose: (parts) => {
      const { store } = parts;
      const deleted = new Map<string, JsonObject>();
      return {
        ...parts,
        store: {
          ...store,
          putAlternateContact: (account, type, contact) => {
            const old = deleted.get(`${account} ${type}`);
            store.putAlternateContact(
              account,
              type,
              old ? { ...contact, Name: old['Name'] ?? null } : contact,
            );
          },
          deleteAlternateContact: (account, type) => {
            const contact = store.alternateContact(account, type);
            if (contact) deleted.set(`${account} ${type}`, contact);
            store.deleteAlternateContact(account, type);
          },
        },
      };
    },
  },
  {
    id: 'written/alternate-created-only',
    fault: 'Putting an alternate contact that is stored succeeds and does nothing.',
    kind: 'written',
    rule: 'contacts/replace',
    because: 'GetAlternateContact',
    compose: storeAlternate((contact, before) => before ?? contact),
  },
  {
    id: 'written/alternate-keeps-old-title',
    fault: 'Replacing an alternate contact leaves the old title in place.',
    kind: 'written',
    rule: 'contacts/replace',
    because: 'Title',
    compose: storeAlternate((contact, before) =>
      before ? { ...contact, Title: before['Title'] ?? null } : contact,
    ),
  },
  {
    id: 'written/alternate-keeps-first-email',
    fault: 'The address of an alternate contact that is stored cannot be changed.',
    kind: 'written',
    rule: 'contacts/replace-one-member',
    because: 'EmailAddress',
    compose: storeAlternate((contact, before) =>
      before ? { ...contact, EmailAddress: before['EmailAddress'] ?? null } : contact,
    ),
  },
  {
    id: 'written/case-change-counts-as-none',
    fault: 'A contact that differs from the stored one only in case is taken for the same, and not stored.',
    kind: 'written',
    rule: 'contacts/replace-with-alike',
    because: 'another output',
    compose: storeAlternate((contact, before) =>
      before && JSON.stringify(before).toLowerCase() === JSON.stringify(contact).toLowerCase()
        ? before
        : contact,
    ),
  },
];
