import type { Mutant } from '../../mutant.ts';
import { verifyingInstead } from '../b/with-authentication.ts';

export const keyIdInAnyCase: Mutant = {
  id: 'written/key-id-in-any-case',
  fault: 'Access key ids are compared without regard to case.',
  kind: 'written',
  rule: 'signing/unknown-key',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingInstead(parts, (request) => ({
      ...request,
      headers: request.headers.map(([name, value]) => [
        name,
        name.toLowerCase() === 'authorization'
          ? value.replace(/Credential=[^/]+/, (found) => `Credential=${found.slice(11).toUpperCase()}`)
          : value,
      ]),
    })),
};
