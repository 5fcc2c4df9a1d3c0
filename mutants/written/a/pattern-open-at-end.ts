import type { Mutant } from '../../mutant.ts';

export const patternOpenAtEnd: Mutant = {
  id: 'written/pattern-open-at-end',
  fault: 'A pattern need not match up to the end of the text.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation.PhoneNumber/pattern/refuses',
  because: '200 with an empty body',
  compose: (parts) => ({
    ...parts,
    checks: {
      ...parts.checks,
      matches: (pattern, text) => parts.checks.matches(pattern.replace(/\$$/, ''), text),
    },
  }),
};
