import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const sessionTokenOptional: Mutant = {
  id: 'written/session-token-optional',
  fault: 'Temporary credentials are accepted without their session token.',
  kind: 'written',
  rule: 'signing/missing-token',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields }, { credentials }) => ({
      credentials:
        fields.sessionToken === null
          ? credentials.map((one) => ({ ...one, sessionToken: undefined }))
          : credentials,
    })),
};
