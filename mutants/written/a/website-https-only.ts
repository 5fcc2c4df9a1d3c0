import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const websiteHttpsOnly: Mutant = {
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
};
