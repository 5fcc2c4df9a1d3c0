import type { JsonObject } from '../../../spec/json.ts';
import { loadLifecycle } from '../../../spec/load-lifecycle.ts';
import { isGoverned } from '../../../targets/pacing/governor.ts';
import type { Answer } from '../../answers/answer.ts';
import type { Caller } from '../../caller.ts';
import { listedStatuses, regionStatuses } from '../../restore/snapshot.ts';
import { LIST, pageSizes, unlisted } from './list.ts';

/**
 * Status by region name, read through ListRegions or, where that does not work, region by region.
 * @throws {Blocked} where both ways fail, or the list is empty.
 */
export async function readRegions(caller: Caller, account: JsonObject = {}): Promise<Record<string, string>> {
  return readBy(regionStatuses, caller, account);
}

/** The same, by ListRegions alone. @throws {Blocked} where the list cannot be read or is empty. */
export async function readList(caller: Caller, account: JsonObject = {}): Promise<Record<string, string>> {
  return readBy(listedStatuses, caller, account);
}

async function readBy(
  read: typeof regionStatuses,
  caller: Caller,
  account: JsonObject,
): Promise<Record<string, string>> {
  let first: { operation: string; answer: Answer } | null = null;
  const pages = longestPages(caller);
  const statuses = await read(async (operation, input) => {
    const asked = operation === LIST ? { ...account, ...pages, ...input } : { ...account, ...input };
    const answer = await caller.call(operation, asked);
    first ??= { operation, answer };
    return answer;
  });
  if (statuses && Object.keys(statuses).length > 0) return statuses;
  throw unlisted(caller, account, first);
}

/** Where requests wait for their turn, a list takes as few as it can; elsewhere the usual pages are asked for. */
function longestPages({ asks: { target, contract } }: Caller): JsonObject {
  return isGoverned(target) ? { MaxResults: pageSizes({ contract }).max } : {};
}

/** Whether the contract lets anyone change a region of this status. */
export function isFixed(status: string): boolean {
  return loadLifecycle().fixed.includes(status);
}
