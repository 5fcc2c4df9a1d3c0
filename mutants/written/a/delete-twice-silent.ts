import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const deleteTwiceSilent: Mutant = {
  id: 'written/delete-twice-silent',
  fault: 'Deleting what is not there succeeds.',
  kind: 'written',
  rule: 'contacts/delete-twice',
  because: '200 with an empty body',
  compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
    try {
      return remove(call, parts);
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }),
};
