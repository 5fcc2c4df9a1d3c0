import { headerValues } from '../../reference/core/request/http-message.ts';
import { signingRefusal } from '../../reference/signing/read-signature.ts';
import type { Mutant } from '../mutant.ts';
import { verifyingWith } from '../operators/with-authentication.ts';

export const queryFormAndVersion2Mutants: readonly Mutant[] = [
  {
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
  },
  {
    id: 'written/query-signature-not-verified',
    fault: 'A signature in the query string is not verified.',
    kind: 'written',
    rule: 'signing/query-form-refusals',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }) => ({ verifySignatures: fields.form === 'header' })),
  },
];
