import type { AnswerExpectation } from '../../results/record.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { alternateContact, operationOf } from '../../generators/values/input.ts';
import { claims } from '../../targets/target.ts';
import { acceptedBefore } from '../accepted-before.ts';
import { enumOf } from '../contract-lookup.ts';
import {
  accountsOf,
  ANY_SUCCESS,
  precondition,
  draw,
  ordinarily,
  returning,
  stored,
  type EffectCheck,
  type RuleSubject,
} from '../subject.ts';
import { tries } from '../tries.ts';
import { expectUnchangedFor, type Read } from './expect-unchanged.ts';
import { isReadable, putAccepted, untilShown } from './put-accepted.ts';

const PUT = 'PutAlternateContact';
const GET = 'GetAlternateContact';
const DELETE = 'DeleteAlternateContact';

/** The alternate contacts: what is put is there, what is deleted is gone, what is refused left no trace. */
export const alternateContactCheck: EffectCheck = {
  async accept(subject, operation, input, { send = ordinarily(subject, operation, input), member } = {}) {
    if (operation === PUT) return putAndRead(subject, input, send, member);
    const type = input['AlternateContactType'];
    const contact = await precondition(() => putOther(subject, type));
    await untilShown(subject, readOf(subject, type), contact);
    if (operation === GET) {
      await send(returning({ AlternateContact: contact }));
      return;
    }
    await deleteAndMiss(subject, input, send);
  },

  async refuse(subject, operation, { control, attempt }) {
    const { caller } = subject;
    const type = control['AlternateContactType'];
    await precondition(async () => {
      const read = readOf(subject, type);
      if (operation === PUT) {
        await caller.expect(PUT, control).toSucceed();
        await untilShown(subject, read, stored(control));
      }
      const contact = await putOther(subject, type, operation === PUT ? [control] : []);
      await untilShown(subject, read, contact);
      if (operation !== PUT) await caller.expect(operation, control).toAnswer(ANY_SUCCESS);
      if (operation !== DELETE) return;
      await untilShown(subject, read, null);
      await caller.expect(PUT, { ...contact, ...subject.account }).toSucceed();
      await untilShown(subject, read, contact);
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

/** The read of what is put with this type. */
function readOf({ account }: RuleSubject, type: Json | undefined): Read {
  return { operation: GET, input: { ...account, AlternateContactType: type ?? null } };
}

async function putAndRead(
  subject: RuleSubject,
  input: JsonObject,
  send = ordinarily(subject, PUT, input),
  member?: readonly string[],
): Promise<void> {
  await send({ kind: 'success' });
  const read = readOf(subject, input['AlternateContactType']);
  if (isReadable(subject, PUT, GET)) await subject.caller.eventually(GET, read.input, showing(input, member));
  else await deletes(subject, read.input);
}

/** Sees by deleting it that a contact is there; only that none was found says that it was not. */
async function deletes({ caller, context: { target } }: RuleSubject, input: JsonObject): Promise<void> {
  if (!claims(target, DELETE)) return;
  const expected: AnswerExpectation = { kind: 'success' };
  const answer = await caller.call(DELETE, input, { expected });
  if (answer.error === 'ResourceNotFoundException') caller.judge(DELETE, expected, answer);
}

/** A read that shows what was put; where only one member is in question, that one. */
function showing(input: JsonObject, [member = ''] = [] as readonly string[]): AnswerExpectation {
  const contact = stored(input);
  const value = contact[member];
  return value === undefined
    ? returning({ AlternateContact: contact })
    : {
        kind: 'success',
        output: { AlternateContact: { [member]: value } } as never,
        outputMatch: 'contains',
      };
}

/** That it is gone is what counts here; with which error it is missed is for the errors suite to judge. */
async function deleteAndMiss(
  subject: RuleSubject,
  input: JsonObject,
  send = ordinarily(subject, DELETE, input),
): Promise<void> {
  const { caller } = subject;
  await send({ kind: 'success' });
  const read = readOf(subject, input['AlternateContactType']);
  const again = isReadable(subject, PUT, GET) ? GET : DELETE;
  await caller.eventually(again, read.input, caller.refusal());
}

/**
 * Stores another contact of the same type, so that a refused write cannot hide behind equal values; where none is
 * accepted, one of those that were.
 */
export async function putOther(
  subject: RuleSubject,
  type: Json | undefined,
  accepted: readonly JsonObject[] = [],
): Promise<JsonObject> {
  const others = otherContacts(subject, type).map((contact) => ({ ...contact, ...subject.account }));
  return stored(await putAccepted(subject, PUT, [...others, ...accepted]));
}

/** Other contacts of the same type. */
function otherContacts(subject: RuleSubject, type: Json | undefined): JsonObject[] {
  const { contract, target } = subject.context;
  const contacts = alternateContact(contract, {
    values: target.values,
    ...acceptedBefore(subject.context, operationOf(contract, PUT), null),
  });
  return tries('other contact').map((name) => {
    const contact = draw(subject, name, contacts);
    return typeof type === 'string' ? { ...contact, AlternateContactType: type } : contact;
  });
}
