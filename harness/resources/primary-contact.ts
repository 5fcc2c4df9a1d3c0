import { operationOf, validInput } from '../../generators/values/input.ts';
import type { AnswerExpectation, JsonValue } from '../../results/record.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject } from '../answers/answer.ts';
import { acceptedBefore } from '../accepted-before.ts';
import { inputShape } from '../contract-lookup.ts';
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
import { expectUnchangedFor } from './expect-unchanged.ts';
import { isReadable, putAccepted, untilShown } from './put-accepted.ts';

const PUT = 'PutContactInformation';
const GET = 'GetContactInformation';
const CONTACT = 'ContactInformation';

/** The primary contact: what is put replaces the whole, what is refused left no trace. */
export const primaryContactCheck: EffectCheck = {
  async accept(subject, operation, input, { send = ordinarily(subject, operation, input), member } = {}) {
    if (operation === PUT) {
      const [whole, name] = member ?? [];
      if (whole === CONTACT && name !== undefined && isAbsent(contactOf(input)[name]))
        return leaveOut(subject, input, name, send);
      await send({ kind: 'success' });
      if (isReadable(subject, PUT, GET))
        await subject.caller.eventually(GET, subject.account, showing(subject, input, member));
      return;
    }
    const contact = await precondition(() => putOtherPrimary(subject));
    await untilShown(subject, { operation: GET, input: subject.account }, contact);
    await send(returning({ [CONTACT]: contact }));
  },

  async refuse(subject, operation, { control, attempt }) {
    const { caller, account } = subject;
    await precondition(async () => {
      const read = { operation: GET, input: account };
      if (operation === PUT) {
        await caller.expect(PUT, control).toSucceed();
        await untilShown(subject, read, stored(contactOf(control)));
      }
      const contact = await putOtherPrimary(subject, operation === PUT ? [control] : []);
      await untilShown(subject, read, contact);
      if (operation === GET) await caller.expect(GET, control).toAnswer(ANY_SUCCESS);
    });
    const reads = accountsOf(subject).map((one) => ({ operation: GET, input: one }));
    await expectUnchangedFor(subject, reads, attempt);
  },
};

/** A read that shows what was put: the member in question; where that is none of the contact, what it has to hold. */
function showing(
  subject: RuleSubject,
  input: JsonObject,
  member?: readonly string[],
): Extract<AnswerExpectation, { kind: 'success' }> {
  const contact = stored(contactOf(input));
  if (!member) return returning({ [CONTACT]: contact });
  const [whole, name] = member;
  const { members } = structureOf(subject);
  const asked = (one: string) =>
    whole === CONTACT && name !== undefined ? one === name : members[one]?.required;
  const parts = Object.entries(contact).filter(([one]) => asked(one));
  return { kind: 'success', output: shownAs(Object.fromEntries(parts)), outputMatch: 'contains' };
}

/** Puts without one member, or null for it, and sees that what it held before is gone. */
async function leaveOut(
  subject: RuleSubject,
  input: JsonObject,
  name: string,
  send = ordinarily(subject, PUT, input),
): Promise<void> {
  await precondition(() => putAccepted(subject, PUT, wholes(subject)));
  await send({ kind: 'success' });
  if (!isReadable(subject, PUT, GET)) return;
  await subject.caller.eventually(GET, subject.account, {
    // Where nothing is shown at all, nothing is gone.
    ...showing(subject, input, []),
    absent: [`${CONTACT}.${name}`],
  });
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function contactOf(input: JsonObject): JsonObject {
  return asObject(input[CONTACT]) ?? {};
}

function shownAs(contact: JsonObject): JsonValue {
  return { [CONTACT]: contact } as JsonValue;
}

/** Inputs with every member, so that it shows whether one is left over. */
function wholes(subject: RuleSubject): JsonObject[] {
  const present = Object.keys(structureOf(subject).members).map((name) => [name]);
  return drawn(subject, 'whole contact', present);
}

function structureOf({ context: { contract } }: RuleSubject): StructureShape {
  const shape = inputShape(contract, PUT, [CONTACT]);
  if (shape.kind !== 'structure')
    throw new RangeError(`in this contract ${PUT}.${CONTACT} is a ${shape.kind}`);
  return shape;
}

/**
 * Stores another contact than the one in question, so that a refused write cannot hide behind equal values, and returns
 * it; where none is accepted, one of the inputs that were.
 */
export async function putOtherPrimary(
  subject: RuleSubject,
  accepted: readonly JsonObject[] = [],
): Promise<JsonObject> {
  const inputs = [...drawn(subject, 'other contact', []), ...accepted];
  return contactOf(await putAccepted(subject, PUT, inputs));
}

/** So many inputs by the rule's seed and a name. */
function drawn(subject: RuleSubject, name: string, present: readonly (readonly string[])[]): JsonObject[] {
  const { contract, target } = subject.context;
  const inputs = validInput(contract, PUT, {
    values: target.values,
    present: present.map((path) => [CONTACT, ...path]),
    ...acceptedBefore(subject.context, operationOf(contract, PUT), null),
  });
  return tries(name).map((one) => ({ ...draw(subject, one, inputs), ...subject.account }));
}
