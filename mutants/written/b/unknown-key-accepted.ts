import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const unknownKeyAccepted: Mutant = {
  id: 'written/unknown-key-accepted',
  fault: 'An access key that is not known stands for the first account, without a look at the signature.',
  kind: 'written',
  rule: 'signing/unknown-key',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields }, { credentials }) => {
      const [accessKeyId = ''] = fields.credential;
      const [first] = credentials;
      if (!first || credentials.some((one) => one.accessKeyId === accessKeyId)) return {};
      return { verifySignatures: false, credentials: [{ ...first, accessKeyId }] };
    }),
};
