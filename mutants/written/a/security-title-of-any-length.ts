import type { Mutant } from '../../mutant.ts';

export const securityTitleOfAnyLength: Mutant = {
  id: 'written/security-title-of-any-length',
  fault: 'The title of a security contact may have any length.',
  kind: 'written',
  rule: 'errors/invalid-create',
  because: '200 with an empty body',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      if (input['AlternateContactType'] !== 'SECURITY') return faults;
      return faults.filter(({ path, message }) => path !== 'Title' || !message.includes('at most'));
    },
  }),
};
