import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { START } from './email-operations.ts';

export const deniedStartIsPending: Mutant = {
  id: 'written/denied-start-is-pending',
  fault:
    'An update that a plain member is denied to start is pending all the same, and a manager can accept it.',
  kind: 'written',
  rule: 'context/member-any-account/StartPrimaryEmailUpdate',
  because: 'ACCEPTED',
  compose: (parts) => {
    let email = '';
    return {
      ...parts,
      canonicalize: (shape, input) => {
        email = textOf(input, 'PrimaryEmail');
        return parts.canonicalize(shape, input);
      },
      authorizeContext: (caller, named, operation, all) => {
        try {
          return parts.authorizeContext(caller, named, operation, all);
        } catch (error) {
          if (operation.name === START && named !== null) all.store.putEmailUpdate(named, email);
          throw error;
        }
      },
    };
  },
};
