import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const typeNotAnswered: Mutant = {
  id: 'written/type-not-answered',
  fault: 'A contact is answered without its type.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'GetAlternateContact',
  compose: rewriteSuccess('GetAlternateContact', (response) => {
    const { AlternateContact: contact } = bodyOf(response);
    const { AlternateContactType: _, ...rest } = isJsonObject(contact) ? contact : {};
    return withBody(response, { AlternateContact: rest });
  }),
};
