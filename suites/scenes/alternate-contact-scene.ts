import type { Json, JsonObject } from '../../spec/json.ts';
import { alternateContact } from '../../generators/input.ts';
import { enumOf } from '../contract-lookup.ts';
import type { Read, Refusal, Scene, Stage } from './stage.ts';
import { accountsOf, asControl, draw, stored, unchanged } from './stage.ts';

const PUT = 'PutAlternateContact';
const GET = 'GetAlternateContact';
const DELETE = 'DeleteAlternateContact';

/** The alternate contacts: what is put is there, what is deleted is gone, what is refused left no trace. */
export const alternateContactScene: Scene = {
  async accept(stage, operation, input) {
    if (operation === PUT) return putAndRead(stage, input);
    const contact = otherContact(stage, input['AlternateContactType']);
    await asControl(() => putAndRead(stage, { ...contact, ...stage.account }));
    if (operation === GET) {
      await stage.caller.expect(GET, input).toReturn({ AlternateContact: contact });
      return;
    }
    await deleteAndMiss(stage, input);
  },

  async refuse(stage, operation, refusal) {
    const contact = otherContact(stage, refusal.control['AlternateContactType']);
    const base = { ...contact, ...stage.account };
    await asControl(async () => {
      if (operation === PUT) await putAndRead(stage, refusal.control);
      await putAndRead(stage, base);
      if (operation === GET)
        await stage.caller.expect(GET, refusal.control).toReturn({ AlternateContact: contact });
      if (operation === DELETE) {
        await deleteAndMiss(stage, refusal.control);
        await putAndRead(stage, base);
      }
    });
    await unchanged(stage, contactReads(stage), () => sendNearMiss(stage, operation, refusal));
  },
};

/** Reads of all three contacts of every account in question. */
export function contactReads(stage: Stage): Read[] {
  const types = enumOf(stage.context.contract, GET, 'AlternateContactType');
  return accountsOf(stage).flatMap((account) =>
    types.map((type) => ({ operation: GET, input: { ...account, AlternateContactType: type } })),
  );
}

export async function sendNearMiss({ caller }: Stage, operation: string, refusal: Refusal): Promise<void> {
  await caller.expect(operation, refusal.nearMiss, { provokes: refusal.provokes }).toAnswer(refusal.expected);
}

async function putAndRead(stage: Stage, input: JsonObject): Promise<void> {
  const { caller, account } = stage;
  await caller.expect(PUT, input).toSucceed();
  const type = input['AlternateContactType'] ?? null;
  await caller.eventually(
    GET,
    { ...account, AlternateContactType: type },
    { kind: 'success', output: { AlternateContact: { ...stored(input) } as never }, outputMatch: 'equal' },
  );
}

/** That it is gone is what counts here; with which error it is missed is for the errors suite to judge. */
async function deleteAndMiss(stage: Stage, input: JsonObject): Promise<void> {
  const { caller, account } = stage;
  await caller.expect(DELETE, input).toSucceed();
  const read = { ...account, AlternateContactType: input['AlternateContactType'] ?? null };
  await caller.eventually(GET, read, caller.refusal());
}

/** Another contact of the same type, so that a refused write cannot hide behind equal values. */
function otherContact(stage: Stage, type: Json | undefined): JsonObject {
  const { contract, target } = stage.context;
  const contact = draw(stage, 'other contact', alternateContact(contract, { values: target.values }));
  return typeof type === 'string' ? { ...contact, AlternateContactType: type } : contact;
}
