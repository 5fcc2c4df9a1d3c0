import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

export const deniedAcceptanceIsDone: Mutant = {
  id: 'written/denied-acceptance-is-done',
  fault: 'An update that a plain member is denied to accept is accepted all the same.',
  kind: 'written',
  rule: 'context/member-any-account/AcceptPrimaryEmailUpdate',
  because: 'another answer',
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
          const isStarted = named !== null && all.store.emailUpdate(named) === email;
          if (operation.name === ACCEPT && isStarted) all.store.putPrimaryEmail(named, email);
          throw error;
        }
      },
    };
  },
};
