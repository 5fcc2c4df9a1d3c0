import type { JsonValue } from '../../results/record.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { alternateContactReads, otherContact } from './alternate-contact.ts';
import { otherPrimaryContact } from './primary-contact.ts';
import { precondition, returning, stored, type RuleSubject } from '../subject.ts';
import { expectUnchangedFor, type Read } from './expect-unchanged.ts';

/**
 * Sends what may be accepted or refused. Refused, it leaves everything as it was; accepted, it replaces the whole:
 * nothing of the old value is left beside the new one.
 */
export async function partialWriteRead(
  subject: RuleSubject,
  operation: Operation,
  input: JsonObject,
  send: () => Promise<boolean>,
): Promise<void> {
  const written = prepare(subject, operation, input);
  if (!written) {
    await send();
    return;
  }
  const { reads, read, old, now } = written;
  let accepted = false;
  await precondition(async () => {
    await subject.caller.expect(operation.name, old).toSucceed();
    await subject.caller.eventually(read.operation, read.input, returning(wrapped(stored(old))));
  });
  await expectUnchangedFor(
    subject,
    reads,
    async () => {
      accepted = await send();
    },
    () => !accepted,
  );
  if (accepted)
    await subject.caller.expect(read.operation, read.input).toAnswer({ kind: 'unmixed', ...shown(old, now) });
}

interface Written {
  readonly reads: readonly Read[];
  readonly read: Read;
  /** Inputs: what is stored before, and what is sent. */
  readonly old: JsonObject;
  readonly now: JsonObject;
}

function prepare(subject: RuleSubject, { name }: Operation, input: JsonObject): Written | null {
  if (name === 'PutAlternateContact') {
    const old = otherContact(subject, input['AlternateContactType']);
    const read = {
      operation: 'GetAlternateContact',
      input: { AlternateContactType: input['AlternateContactType'] ?? null },
    };
    return { reads: alternateContactReads(subject), read, old, now: input };
  }
  if (name === 'PutContactInformation') {
    const read = { operation: 'GetContactInformation', input: {} };
    return { reads: [read], read, old: { ContactInformation: otherPrimaryContact(subject) }, now: input };
  }
  return null;
}

/** The inputs as the output wraps them. */
function shown(old: JsonObject, now: JsonObject): { old: JsonValue; now: JsonValue } {
  return { old: wrapped(old) as JsonValue, now: wrapped(now) as JsonValue };
}

function wrapped(input: JsonObject): JsonObject {
  return 'ContactInformation' in input ? input : { AlternateContact: input };
}
