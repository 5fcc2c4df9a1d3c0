import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const absentMembersEmpty: Mutant = {
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
};
