import type { Mutant } from '../../mutant.ts';
import { takingPasswords } from './taking-passwords.ts';

export const passwordComparedInPart: Mutant = {
  id: 'written/password-compared-in-part',
  fault: 'Of a password only what stands before its last character is compared.',
  kind: 'written',
  rule: 'primary-email/wrong-password',
  because: 'no refusal',
  compose: takingPasswords((given, sent) => given.slice(0, -1) === sent.slice(0, -1)),
};
