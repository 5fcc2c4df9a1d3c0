import { isJsonObject } from '../../reference/core/request/read-input.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { refusePrimary, changeTexts, storePrimary } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import type { Store } from '../../reference/core/state/store.ts';
import { bodyOf, rewriteSuccess, withBody } from '../operators/rewrite-response.ts';

export const everyAndOptionalMutants: readonly Mutant[] = [
  {
    id: 'written/country-missing-from-list',
    fault: 'The list of countries is from before South Sudan.',
    kind: 'written',
    rule: 'primary-contact/every-country',
    because: 'The country is unknown.',
    compose: wrapHandler('PutContactInformation', (put) => (call, parts) => {
      const { ContactInformation: contact } = call.input;
      if (isJsonObject(contact) && contact['CountryCode'] === 'SS')
        throw new Refusal(parts.errorNames.invalid, 'The country is unknown.');
      return put(call, parts);
    }),
  },
  {
    id: 'written/no-state-in-singapore',
    fault: 'A state is refused in countries that have none.',
    kind: 'written',
    rule: 'primary-contact/every-country',
    because: 'no success',
    compose: refusePrimary('StateOrRegion', 'must be absent in this country', (contact) => {
      const isStateless = ['SG', 'MC', 'VA'].includes(textOf(contact, 'CountryCode'));
      return isStateless && textOf(contact, 'StateOrRegion') !== '';
    }),
  },
  {
    id: 'written/state-required-in-france',
    fault: 'A primary contact in France is refused without a state.',
    kind: 'written',
    rule: 'primary-contact/every-country',
    because: 'A state is due.',
    compose: wrapHandler('PutContactInformation', (put) => (call, parts) => {
      const { ContactInformation: contact } = call.input;
      if (isJsonObject(contact) && contact['CountryCode'] === 'FR' && contact['StateOrRegion'] === undefined)
        throw new Refusal(parts.errorNames.invalid, 'A state is due.');
      return put(call, parts);
    }),
  },
  {
    id: 'written/united-kingdom-renamed',
    fault: 'The country code GB is stored as UK.',
    kind: 'written',
    rule: 'primary-contact/every-country',
    because: 'GetContactInformation',
    compose: storePrimary((contact) =>
      changeTexts(contact, (text) => (text === 'GB' ? 'UK' : text), ['CountryCode']),
    ),
  },
  {
    id: 'written/five-digit-postal-codes-only',
    fault: 'A postal code of the United States is refused with its four further digits.',
    kind: 'written',
    rule: 'primary-contact/every-place',
    because: 'no success',
    compose: refusePrimary('PostalCode', 'must have five digits', (contact) => {
      const isLong = /^\d{5}-\d{4}$/.test(textOf(contact, 'PostalCode'));
      return textOf(contact, 'CountryCode') === 'US' && isLong;
    }),
  },
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
