import { isOfEmail } from '../../../spec/operation-facts.ts';
import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from '../b/with-authentication.ts';
import { onEach } from './email-operations.ts';

export const signatureNotVerifiedForAddresses: Mutant = {
  id: 'written/signature-not-verified-for-addresses',
  fault: 'The operations on primary e-mail addresses do not verify signatures.',
  kind: 'written',
  rule: 'signing/operation/AcceptPrimaryEmailUpdate',
  also: [...onEach('signing/operation'), ...onEach('signing/each-part')],
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ request }, { contract }) => ({
      verifySignatures: !Object.values(contract.operations).some(
        (operation) => isOfEmail(operation) && request.target.startsWith(operation.path),
      ),
    })),
};
