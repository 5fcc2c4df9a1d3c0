import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const pathNotCovered: Mutant = {
  id: 'written/path-not-covered',
  fault: 'A signature for any operation is good for every other one.',
  kind: 'written',
  rule: 'signing/path-changed',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      const query = request.target.includes('?') ? request.target.slice(request.target.indexOf('?')) : '';
      for (const { path } of Object.values(all.options.contract.operations)) {
        try {
          return parts.authenticate({ ...request, target: `${path}${query}` }, all);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      return parts.authenticate(request, all);
    },
  }),
};
