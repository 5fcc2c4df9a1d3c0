import { Refusal } from '../../../reference/core/refusal.ts';
import { readSignature } from '../../../reference/signing/read-signature.ts';
import type { Mutant } from '../../mutant.ts';

export const signatureWithoutDigitsCrash: Mutant = {
  id: 'written/signature-without-digits-crash',
  fault: 'A signature that is not made of hexadecimal digits ends in an internal error.',
  kind: 'written',
  rule: 'signing/wrong-signature',
  because: '500',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      const { signature } = readSignature(request, all.options.signing);
      if (/[^0-9a-f]/i.test(signature)) throw new Refusal(all.errorNames.internal, 'The service failed.');
      return parts.authenticate(request, all);
    },
  }),
};
