import type { Compose } from '../a/compose.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

/** Takes other passwords too for the one that was sent. */
export function takingPasswords(isTaken: (given: string, sent: string) => boolean): Compose {
  return wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const { account, input } = call;
    const sent = parts.oneTimePassword(account, textOf(input, 'PrimaryEmail'));
    const taken = isTaken(textOf(input, 'Otp'), sent);
    return accept(taken ? { ...call, input: { ...input, Otp: sent } } : call, parts);
  });
}
