import { acceptedLengths, acceptedTextOfLength } from '../../generators/values/values.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { JsonObject } from '../../spec/json.ts';
import { textShape, textMember } from '../contract-lookup.ts';
import { Blocked } from '../errors.ts';
import { precondition, draw, ordinarily, returning, type EffectCheck, type RuleSubject } from '../subject.ts';
import { expectUnchangedFor, type Read } from './expect-unchanged.ts';

export const GET_EMAIL = 'GetPrimaryEmail';
export const START_UPDATE = 'StartPrimaryEmailUpdate';
export const ACCEPT_UPDATE = 'AcceptPrimaryEmailUpdate';
export const EMAIL_CHANGES = [GET_EMAIL, START_UPDATE, ACCEPT_UPDATE];

/** What an update answers that was started, and one that was accepted. */
const PENDING = returning({ Status: 'PENDING' });
const ACCEPTED = returning({ Status: 'ACCEPTED' });

/** The primary e-mail address: it changes when an update of it is accepted, not when one is started or refused. */
export const primaryEmailCheck: EffectCheck = {
  async accept(subject, operation, input, { send = ordinarily(subject, operation, input) } = {}) {
    if (operation === GET_EMAIL) {
      const { output } = await readEmail(subject);
      await send(returning(output ?? {}));
      return;
    }
    await precondition(() => bringToEmail(subject, otherEmail(subject)));
    if (operation === START_UPDATE) {
      await expectUnchangedFor(subject, readsOf(subject), () => send(PENDING));
      await endUpdate(subject, textMember(input, 'PrimaryEmail'));
      return;
    }
    await precondition(() => startUpdate(subject, textMember(input, 'PrimaryEmail')));
    await send(ACCEPTED);
    await subject.caller.eventually(GET_EMAIL, subject.account, showing(textMember(input, 'PrimaryEmail')));
  },

  async refuse(subject, operation, { control, attempt }) {
    const email = textMember(control, 'PrimaryEmail');
    await precondition(async () => {
      if (operation === GET_EMAIL) {
        await subject.caller.expect(GET_EMAIL, control).toSucceed();
        return;
      }
      await bringToEmail(subject, email);
      await bringToEmail(subject, otherEmail(subject));
      // So that an update to this address is all that is missing, or already there to be accepted.
      if (operation === ACCEPT_UPDATE) await startUpdate(subject, email);
    });
    // A refused start leaves nothing that could be accepted.
    const update = operation === START_UPDATE ? [tryingUpdate(subject, email)] : [];
    await expectUnchangedFor(subject, [...update, ...readsOf(subject)], attempt);
    if (operation === ACCEPT_UPDATE) await endUpdate(subject, email);
  },
};

/** The expectation of a read that shows this address. */
export function showing(email: string): AnswerExpectation {
  return returning({ PrimaryEmail: email });
}

/** An address by the rule's seed, an account and a name; long enough to be like no other, which may be refused. */
export function otherEmail(subject: RuleSubject, name = 'other address'): string {
  const shape = textShape(subject.context.contract, START_UPDATE, 'PrimaryEmail');
  const lengths = acceptedLengths(shape);
  const length = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const whose = textMember(subject.account, 'AccountId');
  return draw(subject, `${name} of ${whose}`, acceptedTextOfLength(shape, length, { values: 'plausible' }));
}

/** Starts an update to an address. */
export async function startUpdate({ caller, account }: RuleSubject, email: string): Promise<void> {
  await caller.expect(START_UPDATE, { ...account, PrimaryEmail: email }).toAnswer(PENDING);
}

/** Accepts an update to an address with the password that was sent. */
export async function acceptUpdate(subject: RuleSubject, email: string): Promise<void> {
  await subject.caller.expect(ACCEPT_UPDATE, acceptance(subject, email)).toAnswer(ACCEPTED);
}

/**
 * Leaves no update pending: while one is, a service may refuse to start another. It may have been given up, so whatever
 * is answered is right.
 */
export async function endUpdate(subject: RuleSubject, email: string): Promise<void> {
  await subject.caller.call(ACCEPT_UPDATE, acceptance(subject, email));
}

/** The input that accepts an update to an address. @throws {Blocked} where the password is known to nobody. */
export function acceptance({ context, account }: RuleSubject, email: string): JsonObject {
  const { oneTimePassword } = context.target;
  if (oneTimePassword === undefined)
    throw new Blocked('needs oneTimePassword in the configuration of the target');
  return { ...account, PrimaryEmail: email, Otp: oneTimePassword };
}

/** Starts and accepts an update, unless the account has the address. */
export async function bringToEmail(subject: RuleSubject, email: string): Promise<void> {
  const { caller, account } = subject;
  const { output } = await readEmail(subject);
  if (output?.['PrimaryEmail'] === email) return;
  await startUpdate(subject, email);
  await acceptUpdate(subject, email);
  await caller.eventually(GET_EMAIL, account, showing(email));
}

/** An acceptance as a look at what is pending: it is answered as before unless an update was started meanwhile. */
export function tryingUpdate(subject: RuleSubject, email: string): Read {
  return { operation: ACCEPT_UPDATE, input: acceptance(subject, email) };
}

async function readEmail({ caller, account }: RuleSubject) {
  return caller.expect(GET_EMAIL, account).toSucceed();
}

function readsOf({ account }: RuleSubject) {
  return [{ operation: GET_EMAIL, input: account }];
}
