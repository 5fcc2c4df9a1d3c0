import type { Mutant } from '../mutant.ts';

export const getAlternateContactAndGetContactInformationMutants: readonly Mutant[] = [
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
  {
    id: 'written/pattern-takes-other-digits',
    fault: 'A digit in a pattern matches a digit of any script.',
    kind: 'written',
    rule: 'validation/GetContactInformation/AccountId/pattern/refuses',
    because: '403',
    compose: (parts) => ({
      ...parts,
      checks: {
        ...parts.checks,
        matches: (pattern, text) => parts.checks.matches(pattern.replaceAll('\\d', '\\p{Nd}'), text),
      },
    }),
  },
];
