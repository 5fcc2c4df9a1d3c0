import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from '../b/with-authentication.ts';

export const needlessSessionTokenIgnored: Mutant = {
  id: 'written/needless-session-token-ignored',
  fault: 'A session token is not looked at where the credentials have none.',
  kind: 'written',
  rule: 'signing/wrong-token',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields: { sessionToken } }, { credentials }) => ({
      credentials: credentials.map((one) =>
        one.sessionToken === undefined && sessionToken !== null ? { ...one, sessionToken } : one,
      ),
    })),
};
