import type { Mutant } from '../../mutant.ts';

export const patternOpenAtStart: Mutant = {
  id: 'written/pattern-open-at-start',
  fault: 'A pattern may match from anywhere within the text.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/PhoneNumber/pattern/refuses',
  because: '200 with an empty body',
  compose: (parts) => ({
    ...parts,
    checks: {
      ...parts.checks,
      matches: (pattern, text) => parts.checks.matches(pattern.replace(/^\^/, ''), text),
    },
  }),
};
