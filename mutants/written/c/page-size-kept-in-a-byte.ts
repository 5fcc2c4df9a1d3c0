import type { Mutant } from '../../mutant.ts';

export const pageSizeKeptInAByte: Mutant = {
  id: 'written/page-size-kept-in-a-byte',
  fault: 'The size of a page is kept in eight bits, so that 306 is taken for 50.',
  kind: 'written',
  rule: 'validation/ListRegions/MaxResults/maximum/refuses',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    readInput: (shape, input, errorName) => {
      const { MaxResults: size } = input;
      const narrow = typeof size === 'number' && Number.isInteger(size) ? { MaxResults: size & 0xff } : {};
      return parts.readInput(shape, { ...input, ...narrow }, errorName);
    },
  }),
};
