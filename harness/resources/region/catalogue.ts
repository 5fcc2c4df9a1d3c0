import type { JsonObject } from '../../../spec/json.ts';
import { loadLifecycle } from '../../../spec/load-lifecycle.ts';
import type { Answer } from '../../answers/answer.ts';
import type { Caller } from '../../caller.ts';
import { answerForm, describeAnswer } from '../../answers/describe.ts';
import { Blocked, Refutation } from '../../errors.ts';
import { regionStatuses } from '../../restore/snapshot.ts';

/**
 * Status by region name, read through ListRegions.
 * @throws {Blocked} where the list cannot be read or is empty.
 */
export async function readRegions(caller: Caller, account: JsonObject = {}): Promise<Record<string, string>> {
  let last: { operation: string; answer: Answer } | null = null;
  const statuses = await regionStatuses(async (operation, input) => {
    const answer = await caller.call(operation, { ...account, ...input });
    last = { operation, answer };
    return answer;
  });
  if (statuses && Object.keys(statuses).length > 0) return statuses;
  throw new Blocked('the regions cannot be listed', { cause: last && notListed(caller, account, last) });
}

function notListed(
  { identity }: Caller,
  { AccountId: accountId }: JsonObject,
  { operation, answer }: { operation: string; answer: Answer },
): Refutation {
  const expected = `${operation}: success with a list of regions`;
  return new Refutation(expected, describeAnswer(answer), answerForm(answer), {
    operation,
    identity,
    accountId,
  });
}

/** Whether the contract lets anyone change a region of this status. */
export function isFixed(status: string): boolean {
  return loadLifecycle().fixed.includes(status);
}
