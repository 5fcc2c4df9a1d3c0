import { isGoverned } from '../../targets/pacing/governor.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { Answer } from '../answers/answer.ts';
import { claims } from '../../targets/target.ts';
import type { RuleContext } from '../context.ts';
import { isMissing } from './implemented.ts';
import { REGION_OPERATIONS, STATUS, statusOf } from '../resources/region/changeable.ts';

/** Milliseconds in which a change has to be done that only prepares another one. */
const PATIENCE = 2000;

/**
 * The input of a region change that has to be accepted, the number-th of those that are possible, after what makes it
 * so. `null`: none is, or it would take longer than a survey may: off loopback a change takes minutes, and where
 * quotas are kept it takes away from what rules may change.
 */
export async function changeInput(
  context: RuleContext,
  operation: Operation,
  number: number,
): Promise<JsonObject | null> {
  const { caller, target } = context;
  const { transitions } = loadLifecycle();
  const change = transitions.find(({ request }) => request === operation.name);
  const allowed = loadRegions().optIn.filter(
    (name) => target.safety.regions.length === 0 || target.safety.regions.includes(name),
  );
  const region = allowed[number % Math.max(allowed.length, 1)];
  const isClaimed = REGION_OPERATIONS.every((name) => claims(target, name));
  if (!change || region === undefined || isGoverned(target) || !isClaimed) return null;
  const input = { RegionName: region };
  const status = statusOf(await caller.call(STATUS, input));
  const before = transitions.find(({ from, to }) => from === status && to === change.from);
  if (status !== change.from && !before) return null;
  // What cannot be changed back is not changed: a region that nobody can change tells whether that is there.
  const first = before ?? change;
  const back = transitions.find(({ from, to }) => from === first.to && to === first.from);
  const [fixed = ''] = loadRegions().defaults;
  if (!back || !(await answers(context, back.request, { RegionName: fixed }))) return null;
  if (!before) return input;
  await caller.call(before.request, input);
  const isThere = (answer: Answer) => statusOf(answer) === change.from;
  const settled = await caller.callUntil(STATUS, input, isThere, {
    withinMs: Math.min(target.timing.regionTimeout, PATIENCE),
  });
  return isThere(settled) ? input : null;
}

async function answers({ caller, contract }: RuleContext, name: string, input: JsonObject): Promise<boolean> {
  const { [name]: operation } = contract.operations;
  return operation !== undefined && !isMissing(contract, operation, await caller.call(name, input));
}
