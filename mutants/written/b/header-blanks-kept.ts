import type { Mutant } from '../../mutant.ts';
import { verifyingInstead } from './with-authentication.ts';

export const headerBlanksKept: Mutant = {
  id: 'written/header-blanks-kept',
  fault: 'Several blanks within a signed header are verified as they are, not as one.',
  kind: 'written',
  rule: 'signing/header-form',
  because: 'InvalidSignatureException',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingInstead(parts, (request) => ({
      ...request,
      headers: request.headers.map(([name, value]): [string, string] => [
        name,
        name.toLowerCase() === 'authorization' ? value : value.trim().replaceAll(/\s\s+/g, ' _ '),
      ]),
    })),
};
