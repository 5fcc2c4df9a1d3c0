import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from '../b/with-authentication.ts';

export const scopeInAnyCase: Mutant = {
  id: 'written/scope-in-any-case',
  fault: 'Region and service of a scope are compared without regard to case.',
  kind: 'written',
  rule: 'signing/other-service',
  also: ['signing/other-region'],
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, ({ fields: { credential } }, { signing }) => {
      const [, , region = '', service = ''] = credential;
      const like = (one: string, other: string) => (one.toLowerCase() === other ? one : other);
      return {
        signing: {
          ...signing,
          region: like(region, signing.region),
          service: like(service, signing.service),
        },
      };
    }),
};
