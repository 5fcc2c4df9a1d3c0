import { isJsonObject } from '../../reference/core/request/parse-body.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/input-members.ts';
import { refusePrimary } from '../operators/refuse-primary.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const websiteMutants: readonly Mutant[] = [
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
