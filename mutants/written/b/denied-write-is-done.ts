import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const deniedWriteIsDone: Mutant = {
  id: 'written/denied-write-is-done',
  fault: 'A put for an account outside the organization is stored there before it is denied.',
  kind: 'written',
  rule: 'context/outside-organization/PutContactInformation',
  because: 'another answer',
  compose: (parts) => {
    let denial: Refusal | null = null;
    const changed = {
      ...parts,
      authorizeContext: (...[caller, named, operation, all]: Parameters<typeof parts.authorizeContext>) => {
        denial = null;
        try {
          return parts.authorizeContext(caller, named, operation, all);
        } catch (error) {
          if (!(error instanceof Refusal) || operation.name !== 'PutContactInformation') throw error;
          denial = error;
          return named ?? caller;
        }
      },
    };
    return wrapHandlers(changed, ['PutContactInformation'], (inner) => (call, all) => {
      const output = inner(call, all);
      if (denial) throw denial;
      return output;
    });
  },
};
