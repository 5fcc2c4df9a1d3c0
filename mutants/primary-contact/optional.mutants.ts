import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Store } from '../../reference/core/state/store.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { bodyOf, rewriteSuccess, withBody } from '../operators/rewrite-response.ts';
import { storePrimary } from '../operators/store-contact.ts';

export const optionalMutants: readonly Mutant[] = [
  {
    id: 'written/company-not-removable',
    fault: 'A company that was put once cannot be removed.',
    kind: 'written',
    rule: 'primary-contact/each-optional-member-vanishes',
    because: 'CompanyName',
    compose: storePrimary((contact, before) => {
      const { CompanyName: company } = before ?? {};
      return contact['CompanyName'] === undefined && company !== undefined
        ? { ...contact, CompanyName: company }
        : contact;
    }),
  },
  {
    id: 'written/state-stays-in-the-same-country',
    fault: 'A state that a put leaves out stays while the country is the same.',
    kind: 'written',
    rule: 'primary-contact/each-optional-member-vanishes',
    because: 'StateOrRegion',
    compose: (parts) => {
      const putPrimaryContact: Store['putPrimaryContact'] = (account, contact) => {
        const before = parts.store.primaryContact(account) ?? null;
        const state = textOf(before, 'StateOrRegion');
        const stays = state !== '' && textOf(before, 'CountryCode') === textOf(contact, 'CountryCode');
        parts.store.putPrimaryContact(account, stays ? { StateOrRegion: state, ...contact } : contact);
      };
      return { ...parts, store: { ...parts.store, putPrimaryContact } };
    },
  },
  {
    id: 'written/address-lines-moved-up',
    fault: 'The third line of an address takes the place of a second one that is left out.',
    kind: 'written',
    rule: 'primary-contact/optional-members-combine',
    because: 'AddressLine',
    compose: storePrimary((contact) => {
      const { AddressLine3: third, ...rest } = contact;
      return third === undefined || contact['AddressLine2'] !== undefined
        ? contact
        : { ...rest, AddressLine2: third };
    }),
  },
  {
    id: 'written/absent-members-empty',
    fault: 'Optional members that are absent are answered as empty texts.',
    kind: 'written',
    rule: 'primary-contact/optional-members-vanish',
    because: 'GetContactInformation',
    compose: rewriteSuccess('GetContactInformation', (response) => {
      const { ContactInformation: contact } = bodyOf(response);
      return withBody(response, {
        ContactInformation: {
          CompanyName: '',
          DistrictOrCounty: '',
          ...(isJsonObject(contact) ? contact : {}),
        },
      });
    }),
  },
];
