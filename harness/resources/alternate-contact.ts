import type { Json, JsonObject } from '../../spec/json.ts';
import { alternateContact } from '../../generators/values/input.ts';
import { enumOf } from '../contract-lookup.ts';
import {
  accountsOf,
  precondition,
  draw,
  ordinarily,
  returning,
  stored,
  type EffectCheck,
  type RuleSubject,
} from '../subject.ts';
import { expectUnchangedFor, type Read } from './expect-unchanged.ts';

const PUT = 'PutAlternateContact';
const GET = 'GetAlternateContact';
const DELETE = 'DeleteAlternateContact';

/** The alternate contacts: what is put is there, what is deleted is gone, what is refused left no trace. */
export const alternateContactCheck: EffectCheck = {
  async accept(subject, operation, input, send = ordinarily(subject, operation, input)) {
    if (operation === PUT) return putAndRead(subject, input, send);
    const contact = otherContact(subject, input['AlternateContactType']);
    await precondition(() => putAndRead(subject, { ...contact, ...subject.account }));
    if (operation === GET) {
      await send(returning({ AlternateContact: contact }));
      return;
    }
    await deleteAndMiss(subject, input, send);
  },

  async refuse(subject, operation, { control, attempt }) {
    const contact = otherContact(subject, control['AlternateContactType']);
    const base = { ...contact, ...subject.account };
    await precondition(async () => {
      if (operation === PUT) await putAndRead(subject, control);
      await putAndRead(subject, base);
      if (operation === GET)
        await subject.caller.expect(GET, control).toReturn({ AlternateContact: contact });
      if (operation === DELETE) {
        await deleteAndMiss(subject, control);
        await putAndRead(subject, base);
      }
    });
    await expectUnchangedFor(subject, alternateContactReads(subject), attempt);
  },
};

/** Reads of all three contacts of every account in question. */
export function alternateContactReads(subject: RuleSubject): Read[] {
  const types = enumOf(subject.context.contract, GET, 'AlternateContactType');
  return accountsOf(subject).flatMap((account) =>
    types.map((type) => ({ operation: GET, input: { ...account, AlternateContactType: type } })),
  );
}

async function putAndRead(
  subject: RuleSubject,
  input: JsonObject,
  send = ordinarily(subject, PUT, input),
): Promise<void> {
  const { caller, account } = subject;
  await send({ kind: 'success' });
  const type = input['AlternateContactType'] ?? null;
  const read = { ...account, AlternateContactType: type };
  await caller.eventually(GET, read, returning({ AlternateContact: stored(input) }));
}

/** That it is gone is what counts here; with which error it is missed is for the errors suite to judge. */
async function deleteAndMiss(
  subject: RuleSubject,
  input: JsonObject,
  send = ordinarily(subject, DELETE, input),
): Promise<void> {
  const { caller, account } = subject;
  await send({ kind: 'success' });
  const read = { ...account, AlternateContactType: input['AlternateContactType'] ?? null };
  await caller.eventually(GET, read, caller.refusal());
}

/** Another contact of the same type, so that a refused write cannot hide behind equal values. */
export function otherContact(subject: RuleSubject, type: Json | undefined): JsonObject {
  const { contract, target } = subject.context;
  const contact = draw(subject, 'other contact', alternateContact(contract, { values: target.values }));
  return typeof type === 'string' ? { ...contact, AlternateContactType: type } : contact;
}
