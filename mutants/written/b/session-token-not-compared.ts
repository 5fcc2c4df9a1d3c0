import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const sessionTokenNotCompared: Mutant = {
  id: 'written/session-token-not-compared',
  fault: 'Temporary credentials are accepted with any session token.',
  kind: 'written',
  rule: 'signing/wrong-token',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields }, { credentials }) => ({
      credentials: credentials.map((one) => ({
        ...one,
        sessionToken: one.sessionToken === undefined ? undefined : (fields.sessionToken ?? one.sessionToken),
      })),
    })),
};
