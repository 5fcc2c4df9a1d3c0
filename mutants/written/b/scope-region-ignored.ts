import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const scopeRegionIgnored: Mutant = {
  id: 'written/scope-region-ignored',
  fault: 'A signature for any region is accepted.',
  kind: 'written',
  rule: 'signing/other-region',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields }, { signing }) => ({
      signing: { ...signing, region: fields.credential[2] ?? signing.region },
    })),
};
