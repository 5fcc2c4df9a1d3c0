import { primaryContact } from '../../generators/values/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject } from '../answers/answer.ts';
import { inputShape } from '../contract-lookup.ts';
import type { Scene, Stage } from '../subject.ts';
import { accountsOf, asControl, draw, ordinarily, returning, stored, unchanged } from '../subject.ts';

const PUT = 'PutContactInformation';
const GET = 'GetContactInformation';

/** The primary contact: what is put replaces the whole, what is refused left no trace. */
export const primaryContactScene: Scene = {
  async accept(stage, operation, input, send = ordinarily(stage, operation, input)) {
    if (operation === PUT) {
      if (hasNull(input)) await asControl(() => putAndRead(stage, whole(stage)));
      return putAndRead(stage, input, send);
    }
    const contact = otherPrimaryContact(stage);
    await asControl(() => putAndRead(stage, { ...stage.account, ContactInformation: contact }));
    await send(returning({ ContactInformation: contact }));
  },

  async refuse(stage, operation, { control, attempt }) {
    const contact = otherPrimaryContact(stage);
    await asControl(async () => {
      if (operation === PUT) await putAndRead(stage, control);
      await putAndRead(stage, { ...stage.account, ContactInformation: contact });
      if (operation === GET)
        await stage.caller.expect(GET, control).toReturn({ ContactInformation: contact });
    });
    const reads = accountsOf(stage).map((account) => ({ operation: GET, input: account }));
    await unchanged(stage, reads, attempt);
  },
};

async function putAndRead(
  stage: Stage,
  input: JsonObject,
  send = ordinarily(stage, PUT, input),
): Promise<void> {
  await send({ kind: 'success' });
  const contact = stored(asObject(input['ContactInformation']) ?? {});
  await stage.caller.eventually(GET, stage.account, returning({ ContactInformation: contact }));
}

function hasNull(input: JsonObject): boolean {
  return Object.values(asObject(input['ContactInformation']) ?? {}).includes(null);
}

/** A contact with every member, so that it shows whether one is left over. */
function whole(stage: Stage): JsonObject {
  const { contract, target } = stage.context;
  const shape = inputShape(contract, PUT, ['ContactInformation']);
  const names = shape.kind === 'structure' ? Object.keys(shape.members) : [];
  const present = names.map((name) => [name]);
  const contact = draw(stage, 'whole contact', primaryContact(contract, { values: target.values, present }));
  return { ...stage.account, ContactInformation: contact };
}

/** Another contact than the one in question. */
export function otherPrimaryContact(stage: Stage): JsonObject {
  const { contract, target } = stage.context;
  return draw(stage, 'other contact', primaryContact(contract, { values: target.values }));
}
