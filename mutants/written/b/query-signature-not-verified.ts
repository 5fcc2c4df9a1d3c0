import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const querySignatureNotVerified: Mutant = {
  id: 'written/query-signature-not-verified',
  fault: 'A signature in the query string is not verified.',
  kind: 'written',
  rule: 'signing/query-form-refusals',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => verifyingWith(parts, ({ fields }) => ({ verifySignatures: fields.form === 'header' })),
};
