import type { Mutant } from '../mutant.ts';
import { verifyingWith } from '../operators/with-authentication.ts';

export const otherMutants: readonly Mutant[] = [
  {
    id: 'written/scope-region-ignored',
    fault: 'A signature for any region is accepted.',
    kind: 'written',
    rule: 'signing/other-region',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { signing }) => ({
      signing: { ...signing, region: fields.credential[2] ?? signing.region },
    })),
  },
  {
    id: 'written/scope-in-any-case',
    fault: 'Region and service of a scope are compared without regard to case.',
    kind: 'written',
    rule: 'signing/other-service',
    also: ['signing/other-region'],
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields: { credential } }, { signing }) => {
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
  },
  {
    id: 'written/scope-service-ignored',
    fault: 'A signature for any service is accepted.',
    kind: 'written',
    rule: 'signing/other-service',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { signing }) => ({
      signing: { ...signing, service: fields.credential[3] ?? signing.service },
    })),
  },
];
