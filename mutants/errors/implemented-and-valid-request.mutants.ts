import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const implementedAndValidRequestMutants: readonly Mutant[] = [
  { ...refusing('GetAlternateContact'), id: 'written/valid-get-alternate-contact-refused' },
  { ...refusing('PutAlternateContact'), id: 'written/valid-put-alternate-contact-refused' },
  { ...refusing('DeleteAlternateContact'), id: 'written/valid-delete-alternate-contact-refused' },
  { ...refusing('GetContactInformation'), id: 'written/valid-get-contact-information-refused' },
  { ...refusing('PutContactInformation'), id: 'written/valid-put-contact-information-refused' },
  { ...refusing('GetRegionOptStatus'), id: 'written/valid-get-region-opt-status-refused' },
  { ...refusing('EnableRegion'), id: 'written/valid-enable-region-refused' },
  { ...refusing('DisableRegion'), id: 'written/valid-disable-region-refused' },
  { ...refusing('ListRegions'), id: 'written/valid-list-regions-refused' },
  { ...refusing('GetPrimaryEmail'), id: 'written/valid-get-primary-email-refused', edition: 'current' },
  { ...refusing('StartPrimaryEmailUpdate'), id: 'written/valid-start-update-refused', edition: 'current' },
  { ...refusing('AcceptPrimaryEmailUpdate'), id: 'written/valid-accept-update-refused', edition: 'current' },
];

/** Refuses whatever is asked. */
function refusing(operation: string): Omit<Mutant, 'id'> {
  return {
    fault: `${operation} refuses every request as invalid.`,
    kind: 'written',
    rule: `errors/valid-request/${operation}`,
    because: '400 ValidationException',
    compose: wrapHandler(operation, () => (_call, { errorNames }) => {
      throw new Refusal(errorNames.invalid, 'This request is not valid.');
    }),
  };
}
