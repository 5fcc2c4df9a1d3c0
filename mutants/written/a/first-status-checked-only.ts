import type { Mutant } from '../../mutant.ts';

export const firstStatusCheckedOnly: Mutant = {
  id: 'written/first-status-checked-only',
  fault: 'Only the first status of a filter is validated.',
  kind: 'written',
  rule: 'validation/ListRegions/RegionOptStatusContains[]/enum/refuses',
  because: '200',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) =>
      parts.validate(shape, input, whole).filter(({ path }) => !/\[[1-9]\d*\]/.test(path)),
  }),
};
