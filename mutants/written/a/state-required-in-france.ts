import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const stateRequiredInFrance: Mutant = {
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
};
