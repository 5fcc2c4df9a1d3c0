import { isJsonObject } from '../../reference/core/request/read-input.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { refusePrimary, changeTexts, storePrimary } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const everyMutants: readonly Mutant[] = [
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
];
