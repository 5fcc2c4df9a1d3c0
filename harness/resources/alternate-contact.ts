import type { Json, JsonObject } from '../../spec/json.ts';
import { alternateContact } from '../../generators/values/input.ts';
import { enumOf } from '../contract-lookup.ts';
import type { Read, Scene, Stage } from '../subject.ts';
import { accountsOf, asControl, draw, ordinarily, returning, stored, unchanged } from '../subject.ts';

const PUT = 'PutAlternateContact';
const GET = 'GetAlternateContact';
const DELETE = 'DeleteAlternateContact';

/** The alternate contacts: what is put is there, what is deleted is gone, what is refused left no trace. */
export const alternateContactScene: Scene = {
  async accept(stage, operation, input, send = ordinarily(stage, operation, input)) {
    if (operation === PUT) return putAndRead(stage, input, send);
    const contact = otherContact(stage, input['AlternateContactType']);
    await asControl(() => putAndRead(stage, { ...contact, ...stage.account }));
    if (operation === GET) {
      await send(returning({ AlternateContact: contact }));
      return;
    }
    await deleteAndMiss(stage, input, send);
  },

  async refuse(stage, operation, { control, attempt }) {
    const contact = otherContact(stage, control['AlternateContactType']);
    const base = { ...contact, ...stage.account };
    await asControl(async () => {
      if (operation === PUT) await putAndRead(stage, control);
      await putAndRead(stage, base);
      if (operation === GET) await stage.caller.expect(GET, control).toReturn({ AlternateContact: contact });
      if (operation === DELETE) {
        await deleteAndMiss(stage, control);
        await putAndRead(stage, base);
      }
    });
    await unchanged(stage, alternateContactReads(stage), attempt);
  },
};

/** Reads of all three contacts of every account in question. */
export function alternateContactReads(stage: Stage): Read[] {
  const types = enumOf(stage.context.contract, GET, 'AlternateContactType');
  return accountsOf(stage).flatMap((account) =>
    types.map((type) => ({ operation: GET, input: { ...account, AlternateContactType: type } })),
  );
}

async function putAndRead(
  stage: Stage,
  input: JsonObject,
  send = ordinarily(stage, PUT, input),
): Promise<void> {
  const { caller, account } = stage;
  await send({ kind: 'success' });
  const type = input['AlternateContactType'] ?? null;
  const read = { ...account, AlternateContactType: type };
  await caller.eventually(GET, read, returning({ AlternateContact: stored(input) }));
}

/** That it is gone is what counts here; with which error it is missed is for the errors suite to judge. */
async function deleteAndMiss(
  stage: Stage,
  input: JsonObject,
  send = ordinarily(stage, DELETE, input),
): Promise<void> {
  const { caller, account } = stage;
  await send({ kind: 'success' });
  const read = { ...account, AlternateContactType: input['AlternateContactType'] ?? null };
  await caller.eventually(GET, read, caller.refusal());
}

/** Another contact of the same type, so that a refused write cannot hide behind equal values. */
export function otherContact(stage: Stage, type: Json | undefined): JsonObject {
  const { contract, target } = stage.context;
  const contact = draw(stage, 'other contact', alternateContact(contract, { values: target.values }));
  return typeof type === 'string' ? { ...contact, AlternateContactType: type } : contact;
}
