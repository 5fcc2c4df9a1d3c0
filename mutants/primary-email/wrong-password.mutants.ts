import type { Compose, Mutant } from '../mutant.ts';
import { ACCEPT_UPDATE } from '../operators/email-operations.ts';
import { textOf } from '../operators/input-members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const wrongPasswordMutants: readonly Mutant[] = [
  {
    id: 'written/any-password-accepted',
    fault: 'Any well-formed password accepts an update.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/wrong-password',
    because: 'no refusal',
    compose: takingPasswords(() => true),
  },
  {
    id: 'written/password-compared-in-part',
    fault: 'Of a password only what stands before its last character is compared.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/wrong-password',
    because: 'no refusal',
    compose: takingPasswords((given, sent) => given.slice(0, -1) === sent.slice(0, -1)),
  },
  {
    id: 'written/refused-acceptance-is-done',
    fault: 'An update is refused for its password after the address was changed.',
    kind: 'written',
    edition: 'current',
    rule: 'primary-email/wrong-password',
    because: 'another answer',
    compose: wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
      const email = textOf(call.input, 'PrimaryEmail');
      if (parts.store.emailUpdate(call.account) === email) parts.store.putPrimaryEmail(call.account, email);
      return accept(call, parts);
    }),
  },
];

/** Takes other passwords too for the one that was sent. */
function takingPasswords(isTaken: (given: string, sent: string) => boolean): Compose {
  return wrapHandler(ACCEPT_UPDATE, (accept) => (call, parts) => {
    const { account, input } = call;
    const sent = parts.oneTimePassword(account, textOf(input, 'PrimaryEmail'));
    const taken = isTaken(textOf(input, 'Otp'), sent);
    return accept(taken ? { ...call, input: { ...input, Otp: sent } } : call, parts);
  });
}
