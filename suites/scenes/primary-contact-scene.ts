import { primaryContact } from '../../generators/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject } from '../answer.ts';
import { sendNearMiss } from './alternate-contact-scene.ts';
import type { Scene, Stage } from './stage.ts';
import { accountsOf, asControl, draw, stored, unchanged } from './stage.ts';

const PUT = 'PutContactInformation';
const GET = 'GetContactInformation';

/** The primary contact: what is put replaces the whole, what is refused left no trace. */
export const primaryContactScene: Scene = {
  async accept(stage, operation, input) {
    if (operation === PUT) return putAndRead(stage, input);
    const contact = otherContact(stage);
    await asControl(() => putAndRead(stage, { ...stage.account, ContactInformation: contact }));
    await stage.caller.expect(GET, input).toReturn({ ContactInformation: contact });
  },

  async refuse(stage, operation, refusal) {
    const contact = otherContact(stage);
    await asControl(async () => {
      if (operation === PUT) await putAndRead(stage, refusal.control);
      await putAndRead(stage, { ...stage.account, ContactInformation: contact });
      if (operation === GET)
        await stage.caller.expect(GET, refusal.control).toReturn({ ContactInformation: contact });
    });
    const reads = accountsOf(stage).map((account) => ({ operation: GET, input: account }));
    await unchanged(stage, reads, () => sendNearMiss(stage, operation, refusal));
  },
};

async function putAndRead({ caller, account }: Stage, input: JsonObject): Promise<void> {
  await caller.expect(PUT, input).toSucceed();
  const contact = stored(asObject(input['ContactInformation']) ?? {});
  await caller.eventually(GET, account, {
    kind: 'success',
    output: { ContactInformation: contact as never },
    outputMatch: 'equal',
  });
}

function otherContact(stage: Stage): JsonObject {
  const { contract, target } = stage.context;
  return draw(stage, 'other contact', primaryContact(contract, { values: target.values }));
}
