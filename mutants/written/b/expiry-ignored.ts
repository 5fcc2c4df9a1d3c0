import { signedAt } from '../../../reference/signing/signature-scope.ts';
import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const expiryIgnored: Mutant = {
  id: 'written/expiry-ignored',
  fault: 'A signature never expires.',
  kind: 'written',
  rule: 'signing/date-past',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields }, { clock }) => {
      const now = Math.min(clock.now(), signedAt(fields.timestamp) ?? Infinity);
      return { clock: { now: () => now } };
    }),
};
