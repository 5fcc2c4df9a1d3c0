import type { JsonValue } from '../../results/record.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject } from '../answers/answer.ts';
import { alternateContactReads, putOther } from './alternate-contact.ts';
import { putOtherPrimary } from './primary-contact.ts';
import { untilShown } from './put-accepted.ts';
import { precondition, type RuleSubject } from '../subject.ts';
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
  const written = writes(subject, operation, input);
  if (!written) {
    await send();
    return;
  }
  const { reads, read, now, member } = written;
  const shown = (contact: JsonObject) => ({ [member]: contact }) as JsonValue;
  let accepted = false;
  const old = await precondition(async () => {
    const before = await written.put();
    await untilShown(subject, read, before);
    return before;
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
    await subject.caller
      .expect(read.operation, read.input)
      .toAnswer({ kind: 'unmixed', old: shown(old), now: shown(now) });
}

interface Written {
  readonly reads: readonly Read[];
  readonly read: Read;
  /** Of the output of the read. */
  readonly member: string;
  /** The contact that is sent. */
  readonly now: JsonObject;
  /** Stores another one before, and returns it. */
  put(): Promise<JsonObject>;
}

function writes(subject: RuleSubject, { name }: Operation, input: JsonObject): Written | null {
  if (name === 'PutAlternateContact') {
    const type = input['AlternateContactType'];
    const read = { operation: 'GetAlternateContact', input: { AlternateContactType: type ?? null } };
    const put = () => putOther(subject, type);
    return { reads: alternateContactReads(subject), read, member: 'AlternateContact', now: input, put };
  }
  if (name === 'PutContactInformation') {
    const read = { operation: 'GetContactInformation', input: {} };
    const now = asObject(input['ContactInformation']) ?? {};
    const put = () => putOtherPrimary(subject);
    return { reads: [read], read, member: 'ContactInformation', now, put };
  }
  return null;
}
