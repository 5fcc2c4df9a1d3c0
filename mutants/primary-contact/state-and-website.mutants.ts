import { isJsonObject } from '../../reference/core/request/read-input.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { refusePrimary } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const stateAndWebsiteMutants: readonly Mutant[] = [
  {
    id: 'written/one-state-is-unknown',
    fault: 'The code of the last state in the alphabet is unknown.',
    kind: 'written',
    rule: 'primary-contact/every-state',
    because: 'no success',
    compose: refusePrimary('StateOrRegion', 'There is no such state.', (contact) => {
      return textOf(contact, 'CountryCode') === 'US' && textOf(contact, 'StateOrRegion') === 'WY';
    }),
  },
  {
    id: 'written/state-by-code-only',
    fault: 'A state of the United States is accepted only as its two-letter code.',
    kind: 'written',
    rule: 'primary-contact/us-state-forms',
    because: 'The state has no such code.',
    compose: wrapHandler('PutContactInformation', (put) => (call, parts) => {
      const { ContactInformation: contact } = call.input;
      const { CountryCode: country, StateOrRegion: state } = isJsonObject(contact) ? contact : {};
      if (country === 'US' && typeof state === 'string' && state.length !== 2)
        throw new Refusal(parts.errorNames.invalid, 'The state has no such code.');
      return put(call, parts);
    }),
  },
  {
    id: 'written/web-address-with-a-port-refused',
    fault: 'A web address that names a port, or holds an escaped character, is refused.',
    kind: 'written',
    rule: 'primary-contact/website-schemes',
    because: 'no success',
    compose: refusePrimary('WebsiteUrl', 'must be a web address', (contact) =>
      /^https?:\/\/[^/]*:\d|%/.test(textOf(contact, 'WebsiteUrl')),
    ),
  },
  {
    id: 'written/website-https-only',
    fault: 'A web address without TLS is refused.',
    kind: 'written',
    rule: 'primary-contact/website-schemes',
    because: 'The address is not secure.',
    compose: wrapHandler('PutContactInformation', (put) => (call, parts) => {
      const { ContactInformation: contact } = call.input;
      const { WebsiteUrl: url } = isJsonObject(contact) ? contact : {};
      if (typeof url === 'string' && url.startsWith('http:'))
        throw new Refusal(parts.errorNames.invalid, 'The address is not secure.');
      return put(call, parts);
    }),
  },
];
