import type { Mutant } from '../../mutant.ts';
import { takingPasswords } from './taking-passwords.ts';

export const anyPasswordAccepted: Mutant = {
  id: 'written/any-password-accepted',
  fault: 'Any well-formed password accepts an update.',
  kind: 'written',
  rule: 'primary-email/wrong-password',
  because: 'no refusal',
  compose: takingPasswords(() => true),
};
