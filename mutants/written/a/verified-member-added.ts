import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const verifiedMemberAdded: Mutant = {
  id: 'written/verified-member-added',
  fault: 'A contact is answered with a member that the contract does not know.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'Verified',
  compose: rewriteSuccess('GetAlternateContact', (response) => {
    const { AlternateContact: contact } = bodyOf(response);
    return withBody(response, {
      AlternateContact: { Verified: false, ...(isJsonObject(contact) ? contact : {}) },
    });
  }),
};
