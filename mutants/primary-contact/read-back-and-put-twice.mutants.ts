import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Mutant } from '../mutant.ts';
import { bodyOf, rewriteSuccess, withBody } from '../operators/rewrite-response.ts';
import { changeTexts, storePrimary } from '../operators/store-contact.ts';

export const readBackAndPutTwiceMutants: readonly Mutant[] = [
  {
    id: 'written/address-lines-swapped',
    fault: 'The second and the third line of an address change places.',
    kind: 'written',
    rule: 'primary-contact/read-back',
    because: 'AddressLine',
    compose: storePrimary(({ AddressLine2: second, AddressLine3: third, ...contact }) => ({
      ...contact,
      ...(third === undefined ? {} : { AddressLine2: third }),
      ...(second === undefined ? {} : { AddressLine3: second }),
    })),
  },
  {
    id: 'written/city-capitalized',
    fault: 'The first letter of a city is stored as a capital.',
    kind: 'written',
    rule: 'primary-contact/read-back',
    also: [
      'primary-contact/alternate-contacts-apart',
      'primary-contact/every-character-and-length',
      'primary-contact/other-scripts-kept',
      'primary-contact/put-twice',
      'primary-contact/replace-one-member',
    ],
    because: 'City',
    compose: storePrimary((contact) =>
      changeTexts(contact, (text) => text.replace(/^[a-z]/, (first) => first.toUpperCase()), ['City']),
    ),
  },
  {
    id: 'written/primary-phone-blanks-lost',
    fault: 'Blanks within the primary phone number are lost.',
    kind: 'written',
    rule: 'primary-contact/read-back',
    because: 'PhoneNumber',
    compose: storePrimary((contact) =>
      changeTexts(contact, (text) => text.replaceAll(' ', ''), ['PhoneNumber']),
    ),
  },
  {
    id: 'written/website-not-answered',
    fault: 'The web address is stored and never answered.',
    kind: 'written',
    rule: 'primary-contact/read-back',
    because: 'GetContactInformation',
    compose: rewriteSuccess('GetContactInformation', (response) => {
      const { ContactInformation: contact } = bodyOf(response);
      const { WebsiteUrl: _, ...rest } = isJsonObject(contact) ? contact : {};
      return withBody(response, { ContactInformation: rest });
    }),
  },
];
