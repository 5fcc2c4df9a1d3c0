import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const absentGetAsEmpty: Mutant = {
  id: 'written/absent-get-as-empty',
  fault: 'Reading a contact that is not stored succeeds with an empty object.',
  kind: 'written',
  rule: 'errors/get-absent-contact',
  because: '200 {}',
  compose: wrapHandler('GetAlternateContact', (get) => (call, parts) => {
    try {
      return get(call, parts);
    } catch (error) {
      if (error instanceof Refusal) return {};
      throw error;
    }
  }),
};
