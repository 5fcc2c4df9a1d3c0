import type { Mutant } from '../../mutant.ts';

export const twoMissingAccepted: Mutant = {
  id: 'written/two-missing-accepted',
  fault: 'A contact without exactly two of its members is accepted.',
  kind: 'written',
  rule: 'errors/several-missing/PutAlternateContact',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const missing = faults.filter(({ path }) => input[path] === undefined && !path.includes('.'));
      return faults.length === 2 && missing.length === 2 ? [] : faults;
    },
  }),
};
