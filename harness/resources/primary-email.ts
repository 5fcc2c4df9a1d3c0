import { acceptedLengths, acceptedTextOfLength } from '../../generators/values/values.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { JsonObject } from '../../spec/json.ts';
import { textShape } from '../contract-lookup.ts';
import { textMember } from '../text-member.ts';
import { Blocked } from '../errors.ts';
import type { Read, Scene, Stage } from '../subject.ts';
import { asControl, draw, ordinarily, returning, unchanged } from '../subject.ts';

export const GET_EMAIL = 'GetPrimaryEmail';
export const START_UPDATE = 'StartPrimaryEmailUpdate';
export const ACCEPT_UPDATE = 'AcceptPrimaryEmailUpdate';
export const EMAIL_CHANGES = [GET_EMAIL, START_UPDATE, ACCEPT_UPDATE];

/** What an update answers that was started, and one that was accepted. */
const PENDING = returning({ Status: 'PENDING' });
const ACCEPTED = returning({ Status: 'ACCEPTED' });

/** The primary e-mail address: it changes when an update of it is accepted, not when one is started or refused. */
export const primaryEmailScene: Scene = {
  async accept(stage, operation, input, send = ordinarily(stage, operation, input)) {
    if (operation === GET_EMAIL) {
      const { output } = await readEmail(stage);
      await send(returning(output ?? {}));
      return;
    }
    await asControl(() => bringToEmail(stage, otherEmail(stage)));
    if (operation === START_UPDATE) {
      await unchanged(stage, readsOf(stage), () => send(PENDING));
      await endUpdate(stage, textMember(input, 'PrimaryEmail'));
      return;
    }
    await asControl(() => startUpdate(stage, textMember(input, 'PrimaryEmail')));
    await send(ACCEPTED);
    await stage.caller.eventually(GET_EMAIL, stage.account, showing(textMember(input, 'PrimaryEmail')));
  },

  async refuse(stage, operation, { control, attempt }) {
    const email = textMember(control, 'PrimaryEmail');
    await asControl(async () => {
      if (operation === GET_EMAIL) {
        await stage.caller.expect(GET_EMAIL, control).toSucceed();
        return;
      }
      await bringToEmail(stage, email);
      await bringToEmail(stage, otherEmail(stage));
      // So that an update to this address is all that is missing, or already there to be accepted.
      if (operation === ACCEPT_UPDATE) await startUpdate(stage, email);
    });
    // A refused start leaves nothing that could be accepted.
    const update = operation === START_UPDATE ? [tryingUpdate(stage, email)] : [];
    await unchanged(stage, [...update, ...readsOf(stage)], attempt);
    if (operation === ACCEPT_UPDATE) await endUpdate(stage, email);
  },
};

/** The expectation of a read that shows this address. */
export function showing(email: string): AnswerExpectation {
  return returning({ PrimaryEmail: email });
}

/** An address by the rule's seed, an account and a name; long enough to be like no other, which may be refused. */
export function otherEmail(stage: Stage, name = 'other address'): string {
  const shape = textShape(stage.context.contract, START_UPDATE, 'PrimaryEmail');
  const lengths = acceptedLengths(shape);
  const length = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const whose = textMember(stage.account, 'AccountId');
  return draw(stage, `${name} of ${whose}`, acceptedTextOfLength(shape, length, { values: 'plausible' }));
}

/** Starts an update to an address. */
export async function startUpdate({ caller, account }: Stage, email: string): Promise<void> {
  await caller.expect(START_UPDATE, { ...account, PrimaryEmail: email }).toAnswer(PENDING);
}

/** Accepts an update to an address with the password that was sent. */
export async function acceptUpdate(stage: Stage, email: string): Promise<void> {
  await stage.caller.expect(ACCEPT_UPDATE, acceptance(stage, email)).toAnswer(ACCEPTED);
}

/**
 * Leaves no update pending: while one is, a service may refuse to start another. It may have been given up, so whatever
 * is answered is right.
 */
export async function endUpdate(stage: Stage, email: string): Promise<void> {
  await stage.caller.call(ACCEPT_UPDATE, acceptance(stage, email));
}

/** The input that accepts an update to an address. @throws {Blocked} where the password is known to nobody. */
export function acceptance({ context, account }: Stage, email: string): JsonObject {
  const { oneTimePassword } = context.target;
  if (oneTimePassword === undefined)
    throw new Blocked('needs oneTimePassword in the configuration of the target');
  return { ...account, PrimaryEmail: email, Otp: oneTimePassword };
}

/** Starts and accepts an update, unless the account has the address. */
export async function bringToEmail(stage: Stage, email: string): Promise<void> {
  const { caller, account } = stage;
  const { output } = await readEmail(stage);
  if (output?.['PrimaryEmail'] === email) return;
  await startUpdate(stage, email);
  await acceptUpdate(stage, email);
  await caller.eventually(GET_EMAIL, account, showing(email));
}

/** An acceptance as a look at what is pending: it is answered as before unless an update was started meanwhile. */
export function tryingUpdate(stage: Stage, email: string): Read {
  return { operation: ACCEPT_UPDATE, input: acceptance(stage, email) };
}

async function readEmail({ caller, account }: Stage) {
  return caller.expect(GET_EMAIL, account).toSucceed();
}

function readsOf({ account }: Stage) {
  return [{ operation: GET_EMAIL, input: account }];
}
