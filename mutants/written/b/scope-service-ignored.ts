import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const scopeServiceIgnored: Mutant = {
  id: 'written/scope-service-ignored',
  fault: 'A signature for any service is accepted.',
  kind: 'written',
  rule: 'signing/other-service',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields }, { signing }) => ({
      signing: { ...signing, service: fields.credential[3] ?? signing.service },
    })),
};
