import type { Mutant } from '../../mutant.ts';

export const lengthInBytes: Mutant = {
  id: 'written/length-in-bytes',
  fault: 'The length of a text is counted in bytes.',
  kind: 'written',
  rule: 'contacts/other-scripts-kept',
  because: '400',
  compose: (parts) => ({
    ...parts,
    checks: { ...parts.checks, lengthOf: (text) => Buffer.byteLength(text) },
  }),
};
