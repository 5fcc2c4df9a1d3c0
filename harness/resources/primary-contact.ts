import { primaryContact } from '../../generators/values/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject } from '../answers/answer.ts';
import { inputShape } from '../contract-lookup.ts';
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
import { expectUnchangedFor } from './expect-unchanged.ts';

const PUT = 'PutContactInformation';
const GET = 'GetContactInformation';

/** The primary contact: what is put replaces the whole, what is refused left no trace. */
export const primaryContactCheck: EffectCheck = {
  async accept(subject, operation, input, send = ordinarily(subject, operation, input)) {
    if (operation === PUT) {
      if (hasNull(input)) await precondition(() => putAndRead(subject, whole(subject)));
      return putAndRead(subject, input, send);
    }
    const contact = otherPrimaryContact(subject);
    await precondition(() => putAndRead(subject, { ...subject.account, ContactInformation: contact }));
    await send(returning({ ContactInformation: contact }));
  },

  async refuse(subject, operation, { control, attempt }) {
    const contact = otherPrimaryContact(subject);
    await precondition(async () => {
      if (operation === PUT) await putAndRead(subject, control);
      await putAndRead(subject, { ...subject.account, ContactInformation: contact });
      if (operation === GET)
        await subject.caller.expect(GET, control).toReturn({ ContactInformation: contact });
    });
    const reads = accountsOf(subject).map((account) => ({ operation: GET, input: account }));
    await expectUnchangedFor(subject, reads, attempt);
  },
};

async function putAndRead(
  subject: RuleSubject,
  input: JsonObject,
  send = ordinarily(subject, PUT, input),
): Promise<void> {
  await send({ kind: 'success' });
  const contact = stored(asObject(input['ContactInformation']) ?? {});
  await subject.caller.eventually(GET, subject.account, returning({ ContactInformation: contact }));
}

function hasNull(input: JsonObject): boolean {
  return Object.values(asObject(input['ContactInformation']) ?? {}).includes(null);
}

/** A contact with every member, so that it shows whether one is left over. */
function whole(subject: RuleSubject): JsonObject {
  const { contract, target } = subject.context;
  const shape = inputShape(contract, PUT, ['ContactInformation']);
  const names = shape.kind === 'structure' ? Object.keys(shape.members) : [];
  const present = names.map((name) => [name]);
  const contact = draw(
    subject,
    'whole contact',
    primaryContact(contract, { values: target.values, present }),
  );
  return { ...subject.account, ContactInformation: contact };
}

/** Another contact than the one in question. */
export function otherPrimaryContact(subject: RuleSubject): JsonObject {
  const { contract, target } = subject.context;
  return draw(subject, 'other contact', primaryContact(contract, { values: target.values }));
}
