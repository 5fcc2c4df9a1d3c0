import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const absentMembersNull: Mutant = {
  id: 'written/absent-members-null',
  fault: 'Optional members that are absent are answered as null.',
  kind: 'written',
  rule: 'wire/output-shape',
  because: 'AddressLine3 is null',
  compose: rewriteSuccess('GetContactInformation', (response) => {
    const { ContactInformation: contact } = bodyOf(response);
    return withBody(response, {
      ContactInformation: { AddressLine3: null, ...(isJsonObject(contact) ? contact : {}) },
    });
  }),
};
