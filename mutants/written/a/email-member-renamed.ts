import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const emailMemberRenamed: Mutant = {
  id: 'written/email-member-renamed',
  fault: 'The address of a contact is answered under a shorter name.',
  kind: 'written',
  rule: 'contacts/create',
  because: '"Email":',
  compose: rewriteSuccess('GetAlternateContact', (response) => {
    const { AlternateContact: contact } = bodyOf(response);
    const { EmailAddress: email, ...rest } = isJsonObject(contact) ? contact : {};
    return withBody(response, { AlternateContact: { Email: email, ...rest } });
  }),
};
