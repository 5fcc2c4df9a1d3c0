import type { Mutant } from '../../mutant.ts';

export const deniedWithStatus400: Mutant = {
  id: 'written/denied-with-status-400',
  fault: 'A denial has its name, and the status that the page of common errors gives it.',
  kind: 'written',
  rule: 'context/member-own-account/GetContactInformation',
  because: '400 AccessDeniedException',
  compose: (parts) => ({
    ...parts,
    writeError: (refusal, all) => {
      const response = parts.writeError(refusal, all);
      return refusal.errorName === all.errorNames.denied ? { ...response, status: 400 } : response;
    },
  }),
};
