import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const countryMissingFromList: Mutant = {
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
};
