import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from '../b/with-authentication.ts';

const SHORTEST = 20;

export const sessionTokenComparedAsFarAsItGoes: Mutant = {
  id: 'written/session-token-compared-as-far-as-it-goes',
  fault: 'A session token of which the end is missing is accepted.',
  kind: 'written',
  rule: 'signing/wrong-token',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields: { sessionToken: given } }, { credentials }) => ({
      credentials: credentials.map((one) =>
        given !== null && given.length > SHORTEST && one.sessionToken?.startsWith(given)
          ? { ...one, sessionToken: given }
          : one,
      ),
    })),
};
