import type { Mutant } from '../mutant.ts';
import { changeTexts, storePrimary } from '../operators/store-contact.ts';

function decoded(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

export const textAndOtherScriptsMutants: readonly Mutant[] = [
  {
    id: 'written/primary-phone-hyphens-dropped',
    fault: 'Hyphens are dropped from an accepted primary phone number.',
    kind: 'written',
    rule: 'primary-contact/disputed-text-kept-or-refused',
    because: 'another output',
    compose: storePrimary((contact) =>
      changeTexts(contact, (text) => (/[0-9]/.test(text) ? text.replaceAll('-', '') : text), ['PhoneNumber']),
    ),
  },
  {
    id: 'written/address-percent-decoded',
    fault: 'An address is decoded as part of a URL.',
    kind: 'written',
    rule: 'primary-contact/text-stays-text',
    because: 'AddressLine1',
    compose: storePrimary((contact) => changeTexts(contact, decoded, ['AddressLine1'])),
  },
  {
    id: 'written/city-named-null-vanishes',
    fault: 'A company that is called null counts as absent.',
    kind: 'written',
    rule: 'primary-contact/text-stays-text',
    because: 'null',
    compose: storePrimary(({ CompanyName: company, ...contact }) =>
      company === undefined || company === 'null' ? contact : { ...contact, CompanyName: company },
    ),
  },
  {
    id: 'written/default-port-dropped',
    fault: 'A web address loses the port that its scheme has anyway.',
    kind: 'written',
    rule: 'primary-contact/text-stays-text',
    because: 'another output',
    compose: storePrimary((contact) =>
      changeTexts(
        contact,
        (text) =>
          text.replace(/^(http:\/\/[^/]+):80(?=\/|$)/, '$1').replace(/^(https:\/\/[^/]+):443(?=\/|$)/, '$1'),
        ['WebsiteUrl'],
      ),
    ),
  },
  {
    id: 'written/full-name-html-escaped',
    fault: 'Angle brackets and ampersands of a full name come back as HTML entities.',
    kind: 'written',
    rule: 'primary-contact/text-stays-text',
    because: 'FullName',
    compose: storePrimary((contact) =>
      changeTexts(
        contact,
        (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
        ['FullName'],
      ),
    ),
  },
  {
    id: 'written/postal-code-leading-zero-lost',
    fault: 'A postal code of digits loses its leading zeros.',
    kind: 'written',
    rule: 'primary-contact/text-stays-text',
    because: 'PostalCode',
    compose: storePrimary((contact) =>
      changeTexts(contact, (text) => (/^0\d+$/.test(text) ? String(Number(text)) : text), ['PostalCode']),
    ),
  },
  {
    id: 'written/unit-number-taken-for-a-comment',
    fault: 'What follows a blank and a hash sign in an address is taken for a comment.',
    kind: 'written',
    rule: 'primary-contact/text-stays-text',
    because: 'another output',
    compose: storePrimary((contact) =>
      changeTexts(contact, (text) => text.replace(/(?<=\S) +#.*$/, ''), ['AddressLine1', 'AddressLine2']),
    ),
  },
];
