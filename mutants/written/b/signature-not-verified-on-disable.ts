import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const signatureNotVerifiedOnDisable: Mutant = {
  id: 'written/signature-not-verified-on-disable',
  fault: 'The one operation that disables regions does not verify signatures.',
  kind: 'written',
  rule: 'signing/operation/DisableRegion',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ request }, { contract }) => ({
      verifySignatures: !request.target.startsWith(contract.operations['DisableRegion']?.path ?? ''),
    })),
};
