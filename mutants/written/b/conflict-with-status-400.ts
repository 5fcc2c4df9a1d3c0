import type { Mutant } from '../../mutant.ts';

export const conflictWithStatus400: Mutant = {
  id: 'written/conflict-with-status-400',
  fault: 'A conflict has its name, and the status of invalid input.',
  kind: 'written',
  rule: 'regions/opposite-request-while-disabling',
  because: '400 ConflictException',
  compose: (parts) => ({
    ...parts,
    writeError: (refusal, all) => {
      const response = parts.writeError(refusal, all);
      return refusal.errorName === 'ConflictException' ? { ...response, status: 400 } : response;
    },
  }),
};
