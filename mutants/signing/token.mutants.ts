import type { Mutant } from '../mutant.ts';
import { verifyingWith } from '../operators/with-authentication.ts';

/** More characters than this have to be there. */
const SHORTEST_TOKEN = 20;

export const tokenMutants: readonly Mutant[] = [
  {
    id: 'written/session-token-optional',
    fault: 'Temporary credentials are accepted without their session token.',
    kind: 'written',
    rule: 'signing/missing-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { credentials }) => ({
      credentials:
        fields.sessionToken === null
          ? credentials.map((one) => ({ ...one, sessionToken: undefined }))
          : credentials,
    })),
  },
  {
    id: 'written/needless-session-token-ignored',
    fault: 'A session token is not looked at where the credentials have none.',
    kind: 'written',
    rule: 'signing/wrong-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields: { sessionToken } }, { credentials }) => ({
      credentials: credentials.map((one) =>
        one.sessionToken === undefined && sessionToken !== null ? { ...one, sessionToken } : one,
      ),
    })),
  },
  {
    id: 'written/session-token-compared-as-far-as-it-goes',
    fault: 'A session token of which the end is missing is accepted.',
    kind: 'written',
    rule: 'signing/wrong-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields: { sessionToken: given } }, { credentials }) => ({
      credentials: credentials.map((one) =>
        given !== null && given.length > SHORTEST_TOKEN && one.sessionToken?.startsWith(given)
          ? { ...one, sessionToken: given }
          : one,
      ),
    })),
  },
  {
    id: 'written/session-token-not-compared',
    fault: 'Temporary credentials are accepted with any session token.',
    kind: 'written',
    rule: 'signing/wrong-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { credentials }) => ({
      credentials: credentials.map((one) => ({
        ...one,
        sessionToken: one.sessionToken === undefined ? undefined : (fields.sessionToken ?? one.sessionToken),
      })),
    })),
  },
];
