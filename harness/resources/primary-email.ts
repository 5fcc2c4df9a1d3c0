import { acceptedLengths, acceptedTextOfLength } from '../../generators/values/values.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { textShape, textMember } from '../contract-lookup.ts';
import { Blocked } from '../errors.ts';
import { precondition, draw, ordinarily, returning, type EffectCheck, type RuleSubject } from '../subject.ts';
import { addressPatience, isSameAddress, learnAddress } from './address-patience.ts';
import { expectUnchangedFor, type Read } from './expect-unchanged.ts';

export const GET_EMAIL = 'GetPrimaryEmail';
export const START_UPDATE = 'StartPrimaryEmailUpdate';
export const ACCEPT_UPDATE = 'AcceptPrimaryEmailUpdate';
export const EMAIL_CHANGES = [GET_EMAIL, START_UPDATE, ACCEPT_UPDATE];

const EMAIL = 'PrimaryEmail';
/** That the address is the new one when an update is accepted, not only some time later. */
const COMPLETED = 'COMPLETED';
/** What an update answers that was started, and one that was accepted. */
const PENDING = returning({ Status: 'PENDING' });
const ACCEPTED: AnswerExpectation = {
  kind: 'any-of',
  of: ['ACCEPTED', COMPLETED].map((Status) => returning({ Status })),
};

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
    const email = textMember(input, 'PrimaryEmail');
    await precondition(() => startUpdate(subject, email));
    const before = await addressOf(subject);
    await send(ACCEPTED);
    const accepted = subject.context.session.calls.findLast(({ request }) => request.operation === operation);
    await becomes(subject, before, email, accepted?.answer.output?.['Status'] === COMPLETED);
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
    // A service that accepts it once more may change the address some time later.
    if (operation === START_UPDATE) await endUpdate(subject, email);
    await expectUnchangedFor(subject, [...update, ...readsOf(subject)], attempt);
    if (operation === ACCEPT_UPDATE) await endUpdate(subject, email);
  },
};

/** The expectation of a read that shows this address. */
function showing(email: string): AnswerExpectation {
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

/** Accepts an update to an address with the password that was sent, and sees it as the address of the account. */
export async function acceptUpdate(subject: RuleSubject, email: string, reader = subject): Promise<void> {
  const before = await addressOf(reader);
  const { output } = await subject.caller
    .expect(ACCEPT_UPDATE, acceptance(subject, email))
    .toAnswer(ACCEPTED);
  await becomes(reader, before, email, output?.['Status'] === COMPLETED);
}

/** Sees the new address at once, or in the time that a change may take; until then the old one, and never another. */
async function becomes(
  subject: RuleSubject,
  before: string,
  email: string,
  isCompleted: boolean,
): Promise<void> {
  const { context, caller, account } = subject;
  if (isCompleted) {
    await caller.eventually(GET_EMAIL, account, showing(email));
    return;
  }
  // Where reads lag, one may show what was there before the old one.
  const isOlder = (shown: Json | undefined) =>
    shown !== email && (context.target.timing.consistencyWindow > 0 || shown === before);
  const answer = await caller.callUntil(GET_EMAIL, account, ({ output }) => !isOlder(output?.[EMAIL]), {
    expected: showing(email),
    withinMs: addressPatience(context.target),
  });
  learnAddress(context.target, answer.output?.[EMAIL] === email);
  caller.judge(GET_EMAIL, showing(email), answer);
}

/**
 * Leaves no update pending: while one is, a service may refuse to start another. It may have been given up, so whatever
 * is answered is right.
 */
export async function endUpdate(subject: RuleSubject, email: string): Promise<void> {
  const { context, caller, account } = subject;
  const { error, output } = await caller.call(ACCEPT_UPDATE, acceptance(subject, email));
  if (error !== null || output?.['Status'] === COMPLETED) return;
  // Whoever comes next must not find the address on its way.
  const last = await caller.callUntil(
    GET_EMAIL,
    account,
    ({ output: seen }) => isSameAddress(seen?.[EMAIL], email),
    {
      withinMs: addressPatience(context.target),
    },
  );
  learnAddress(context.target, isSameAddress(last.output?.[EMAIL], email));
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
  if ((await addressOf(subject)) === email) return;
  await startUpdate(subject, email);
  await acceptUpdate(subject, email);
}

/** An acceptance as a look at what is pending: it is answered as before unless an update was started meanwhile. */
export function tryingUpdate(subject: RuleSubject, email: string): Read {
  return { operation: ACCEPT_UPDATE, input: acceptance(subject, email) };
}

async function addressOf(subject: RuleSubject): Promise<string> {
  return textMember((await readEmail(subject)).output ?? {}, 'PrimaryEmail');
}

async function readEmail({ caller, account }: RuleSubject) {
  return caller.expect(GET_EMAIL, account).toSucceed();
}

function readsOf({ account }: RuleSubject) {
  return [{ operation: GET_EMAIL, input: account }];
}
