import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { signingRefusal } from '../../../reference/signing/signing-refusal.ts';

export const malformedHeaderIsAnonymous: Mutant = {
  id: 'written/malformed-header-is-anonymous',
  fault: 'Who sends an Authorization header that cannot be read acts as the first account.',
  kind: 'written',
  rule: 'signing/malformed-header',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      const { credentials, signing } = all.options;
      try {
        return parts.authenticate(request, all);
      } catch (error) {
        const { errorName } = signingRefusal(signing, 'malformed-header', '');
        if (!(error instanceof Refusal) || error.errorName !== errorName) throw error;
        return credentials[0]?.accountId ?? '';
      }
    },
  }),
};
