import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { signingRefusal } from '../../../reference/signing/signing-refusal.ts';

export const wrongSignatureInvalidInput: Mutant = {
  id: 'written/wrong-signature-invalid-input',
  fault: 'A wrong signature is refused as invalid input.',
  kind: 'written',
  rule: 'signing/wrong-signature-name',
  because: '400 ValidationException',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      try {
        return parts.authenticate(request, all);
      } catch (error) {
        const { errorName } = signingRefusal(all.options.signing, 'wrong-signature', '');
        if (!(error instanceof Refusal) || error.errorName !== errorName) throw error;
        throw new Refusal(all.errorNames.invalid, error.message);
      }
    },
  }),
};
