import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { Caller } from '../caller.ts';
import { Blocked } from '../thrown.ts';
import { regionStatuses } from '../restore/snapshot.ts';

/**
 * Status by region name, read through ListRegions.
 * @throws {Blocked} where the list cannot be read or is empty.
 */
export async function readRegions(caller: Caller, account: JsonObject = {}): Promise<Record<string, string>> {
  const statuses = await regionStatuses((operation, input) =>
    caller.call(operation, { ...account, ...input }),
  );
  if (!statuses || Object.keys(statuses).length === 0) throw new Blocked('the regions cannot be listed');
  return statuses;
}

/** Whether the contract lets anyone change a region of this status. */
export function isFixed(status: string): boolean {
  return loadLifecycle().fixed.includes(status);
}
