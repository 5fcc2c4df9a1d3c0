import type { Mutant } from '../../mutant.ts';
import { signingRefusal } from '../../../reference/signing/signing-refusal.ts';
import { headerValues } from '../../../reference/core/request/http-message.ts';

export const querySignatureUnknown: Mutant = {
  id: 'written/query-signature-unknown',
  fault: 'A request that is signed in its query string counts as unsigned.',
  kind: 'written',
  rule: 'signing/query-form',
  because: 'MissingAuthenticationTokenException',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      if (headerValues(request, 'authorization').length > 0) return parts.authenticate(request, all);
      throw signingRefusal(all.options.signing, 'unsigned', 'The request is not signed.');
    },
  }),
};
