import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const signatureNotVerified: Mutant = {
  id: 'written/signature-not-verified',
  fault: 'The access key is looked up and the signature is not verified.',
  kind: 'written',
  rule: 'signing/wrong-signature',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => verifyingWith(parts, () => ({ verifySignatures: false })),
};
