import type { Mutant } from '../../mutant.ts';

export const emptyTitleAccepted: Mutant = {
  id: 'written/empty-title-accepted',
  fault: 'A contact without a title in letters, an empty text, is accepted.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Title/min-length/refuses',
  because: '200 with an empty body',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) =>
      parts.validate(shape, input, whole).filter(({ path }) => path !== 'Title' || input['Title'] !== ''),
  }),
};
