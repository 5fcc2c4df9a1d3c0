import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const errorChangesWithEachRefusal: Mutant = {
  id: 'broad/error-changes-with-each-refusal',
  fault: 'Every second invalid request is refused as denied.',
  kind: 'written',
  rule: 'errors/same-request-same-error',
  compose: (parts) => {
    let refused = 0;
    return {
      ...parts,
      writeError: (refusal, all) => {
        const { invalid, denied } = all.errorNames;
        if (refusal.errorName === invalid) refused += 1;
        const other = refusal.errorName === invalid && refused % 2 === 0;
        return parts.writeError(other ? new Refusal(denied, refusal.message) : refusal, all);
      },
    };
  },
};
