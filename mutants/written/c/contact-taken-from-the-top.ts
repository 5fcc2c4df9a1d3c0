import type { Mutant } from '../../mutant.ts';

const NAME = 'ContactInformation';

export const contactTakenFromTheTop: Mutant = {
  id: 'written/contact-taken-from-the-top',
  fault: 'Where ContactInformation is missing, its members are taken from the top of the input.',
  kind: 'written',
  rule: 'errors/contact-one-level-up',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    readInput: (shape, input, errorName) => {
      const { AccountId: account = null, ...members } = input;
      const flat = NAME in shape.members && !(NAME in input) && Object.keys(members).length > 0;
      return parts.readInput(shape, flat ? { AccountId: account, [NAME]: members } : input, errorName);
    },
  }),
};
