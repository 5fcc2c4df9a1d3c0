import type { JsonObject } from '../../spec/json.ts';
import { sendNearMiss } from './alternate-contact-scene.ts';
import { readRegions } from './region-catalogue.ts';
import type { Scene, Stage } from './stage.ts';
import { asControl, unchanged } from './stage.ts';

const STATUS = 'GetRegionOptStatus';

/** Reading regions: the status agrees with the list, a list agrees with its filter and its page size. */
export const regionReadScene: Scene = {
  accept: async (stage, operation, input) => readAndCompare(stage, operation, input),

  async refuse(stage, operation, refusal) {
    await asControl(() => readAndCompare(stage, operation, refusal.control));
    const reads = [{ operation, input: refusal.control }];
    await unchanged(stage, reads, () => sendNearMiss(stage, operation, refusal));
  },
};

async function readAndCompare(
  { caller, account }: Stage,
  operation: string,
  input: JsonObject,
): Promise<void> {
  const statuses = await readRegions(caller, account);
  if (operation === STATUS) {
    const name = String(input['RegionName']);
    await caller.expect(STATUS, input).toReturn({ RegionName: name, RegionOptStatus: statuses[name] ?? '' });
    return;
  }
  const { MaxResults: limit, RegionOptStatusContains: filter } = input;
  const wanted = Array.isArray(filter) && filter.length > 0 ? (filter as readonly string[]) : null;
  const matching = Object.entries(statuses).filter(
    ([, status]) => wanted === null || wanted.includes(status),
  );
  await caller.expect(operation, input).toAnswer({
    kind: 'regions',
    statuses: Object.fromEntries(matching),
    limit: typeof limit === 'number' ? limit : null,
  });
}
