import { signedAt } from '../../../reference/signing/signature-scope.ts';
import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const futureDateIgnored: Mutant = {
  id: 'written/future-date-ignored',
  fault: 'A signature may be dated in the future.',
  kind: 'written',
  rule: 'signing/date-future',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields }, { clock }) => {
      const now = Math.max(clock.now(), signedAt(fields.timestamp) ?? 0);
      return { clock: { now: () => now } };
    }),
};
