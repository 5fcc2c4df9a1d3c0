import type { Mutant } from '../mutant.ts';

export const getAlternateContactMutants: readonly Mutant[] = [
  {
    id: 'written/pattern-end-before-newline',
    fault: 'A dollar sign in a pattern matches before a final line break too.',
    kind: 'written',
    rule: 'validation/GetAlternateContact/AccountId/pattern/refuses',
    because: '403',
    compose: (parts) => ({
      ...parts,
      checks: {
        ...parts.checks,
        matches: (pattern, text) => parts.checks.matches(pattern, text.replace(/\n$/, '')),
      },
    }),
  },
];
