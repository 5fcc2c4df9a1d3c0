import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const membersInCamelCase: Mutant = {
  id: 'written/members-in-camel-case',
  fault: 'Members of the answer begin with a small letter.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'alternateContact',
  compose: rewriteSuccess('GetAlternateContact', (response) => {
    const { AlternateContact: contact = null } = bodyOf(response);
    return withBody(response, { alternateContact: contact });
  }),
};
