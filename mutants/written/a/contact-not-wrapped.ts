import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const contactNotWrapped: Mutant = {
  id: 'written/contact-not-wrapped',
  fault: 'The contact is the whole answer instead of a member of it.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'GetAlternateContact',
  compose: rewriteSuccess('GetAlternateContact', (response) => {
    const { AlternateContact: contact = null } = bodyOf(response);
    return withBody(response, contact);
  }),
};
