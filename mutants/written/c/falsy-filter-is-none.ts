import type { Mutant } from '../../mutant.ts';

export const falsyFilterIsNone: Mutant = {
  id: 'written/falsy-filter-is-none',
  fault: 'A filter that is false, zero or an empty string is taken for no filter.',
  kind: 'written',
  rule: 'validation/ListRegions/RegionOptStatusContains/type/refuses',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    readInput: (shape, input, errorName) => {
      const { RegionOptStatusContains: filter = [], ...rest } = input;
      const isNone = filter === false || filter === 0 || filter === '';
      return parts.readInput(shape, isNone ? rest : input, errorName);
    },
  }),
};
