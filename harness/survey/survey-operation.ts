import { listedInput, listedTexts } from '../../generators/values/listed-input.ts';
import { alwaysNamesAccount, type Operation, type StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { asObject, type Answer } from '../answers/answer.ts';
import { answerForm, describeAnswer } from '../answers/describe.ts';
import { claims } from '../../targets/target.ts';
import type { RuleContext } from '../context.ts';
import { Refutation } from '../errors.ts';
import { isSuccess } from '../invariants/invariant.ts';
import { DeviationTally, makerOf, readBack, shownAfter, type Shown } from './deviations.ts';
import { isLegal, isMissing } from './implemented.ts';
import { isGoverned } from '../../targets/pacing/governor.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { REGION_OPERATIONS, STATUS, statusOf } from '../resources/region/changeable.ts';

/** Requests with other values of all members, where the first two are refused; then with one other value. */
const MOST_INPUTS = 8;
const MOST_SEARCHED = 28;
/** Values that each member is exchanged for. */
const MOST_VALUES = 12;
/** How often an operation is asked in all where something deviates. */
const ROUNDS = 6;
/** Milliseconds in which a change has to be done that only prepares another one. */
const PATIENCE = 2000;

/** One request of the survey with its answer. */
interface Asked {
  readonly input: JsonObject;
  readonly answer: Answer;
}

/**
 * Asks an operation for what its valid requests are answered with, and keeps what was seen for the rules. Sends from
 * fixed lists, so that it sees the same whatever else is run: two requests and what reads them back, more only where
 * something deviates.
 * @throws {Refutation} where an answer is neither a success nor an error of the contract.
 */
export async function surveyOperation(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, session } = context;
  const tally = new DeviationTally();
  const asked = [await round(context, operation, 0, tally), await round(context, operation, 1, tally)];
  const accepted = asked.find(isAccepted) ?? (await search(context, operation, asked));
  for (let at = asked.length; tally.any && at < ROUNDS; at += 1) await round(context, operation, at, tally);
  const strange = asked.find(({ answer }) => !isSuccess(answer) && !isLegal(contract, operation, answer));
  const missing = asked.every(({ answer }) => isMissing(contract, operation, answer));
  const tolerances = tally.constant;
  const deviates = strange !== undefined || tolerances.length > 0;
  session.environment.survey.note(operation.name, {
    found: missing ? 'not implemented' : deviates ? 'deviates' : 'as documented',
    // A region that was changed cannot be changed in the same way again.
    acceptedInput: operation.changes === 'region' ? null : (accepted?.input ?? null),
    tolerances,
    refused: asked.every(({ answer }) => (answer.status ?? 0) >= 400),
    answered: tally.answered,
  });
  const refuted = missing ? asked[0] : strange;
  if (!refuted) return;
  throw new Refutation(
    `${operation.name}: success, or an error of the contract`,
    describeAnswer(refuted.answer),
    missing ? 'not implemented' : answerForm(refuted.answer),
  );
}

/** One request with its values, after what makes it possible, and a look at what it did. */
async function round(
  context: RuleContext,
  operation: Operation,
  number: number,
  tally: DeviationTally,
): Promise<Asked> {
  const { contract, caller } = context;
  const maker = makerOf(contract, operation);
  if (maker && claims(context.target, maker.name))
    await send(context, maker, inputAt(context, maker, number));
  const asked = await send(context, operation, await inputOf(context, operation, number));
  tally.add({ operation, answer: asked.answer, put: shownAfter(operation, asked.input) });
  const read = isAccepted(asked) ? readBack(contract, operation, asked.input) : null;
  if (!read || !claims(context.target, read.operation.name)) return asked;
  const put = shownAfter(read.operation, asked.input);
  // Where reads lag writes, what was there before shows first.
  const enough = (answer: Answer) => showsNothing({ operation: read.operation, answer, put });
  const answer = await caller.callUntil(read.operation.name, read.input, enough);
  tally.add({ operation: read.operation, answer, put });
  return asked;
}

function showsNothing(shown: Shown): boolean {
  const tally = new DeviationTally();
  tally.add(shown);
  return !tally.any;
}

async function send({ caller }: RuleContext, { name }: Operation, input: JsonObject): Promise<Asked> {
  return { input, answer: await caller.call(name, input) };
}

/** After the first request a change of a region is one that has to be accepted, where that is possible. */
async function inputOf(context: RuleContext, operation: Operation, number: number): Promise<JsonObject> {
  const change = operation.changes === 'region' && number > 0;
  const input = change ? await changeInput(context, operation, number) : null;
  return input ?? inputAt(context, operation, number);
}

/** Regions are taken from those that no request can change. */
function inputAt({ contract, target }: RuleContext, { name }: Operation, at: number): JsonObject {
  const { oneTimePassword } = target;
  return listedInput(contract, name, at, {
    regions: loadRegions().defaults,
    ...(oneTimePassword === undefined ? {} : { oneTimePassword }),
  });
}

function isAccepted({ answer }: Asked): boolean {
  return isSuccess(answer);
}

/** Looks for an input that is accepted, where a service asks more of its values than the contract. */
async function search(
  context: RuleContext,
  operation: Operation,
  refused: readonly Asked[],
): Promise<Asked | null> {
  const { contract } = context;
  const hopeless = refused.some(({ answer }) => isMissing(contract, operation, answer));
  if (operation.changes === null || alwaysNamesAccount(operation) || hopeless) return null;
  const base = refused[1]?.input ?? {};
  const others = Array.from({ length: MOST_INPUTS - refused.length }, (_, at) =>
    inputAt(context, operation, refused.length + at),
  );
  const exchanged = exchanges(operation.input, base);
  if (exchanged.length === 0) return null;
  for (const input of [...others, ...exchanged].slice(0, MOST_SEARCHED)) {
    const asked = await send(context, operation, input);
    if (isAccepted(asked)) return asked;
  }
  return null;
}

/** The input with one text exchanged, those of a particular form first: they are what services check. */
function exchanges(shape: StructureShape, input: JsonObject): JsonObject[] {
  const { forms } = loadPlausible();
  const ofForm: JsonObject[] = [];
  const others: JsonObject[] = [];
  for (const [name, { shape: member }] of Object.entries(shape.members)) {
    const value: Json | undefined = input[name];
    const nested = asObject(value);
    if (member.kind === 'structure' && nested)
      ofForm.push(...exchanges(member, nested).map((other) => ({ ...input, [name]: other })));
    if (member.kind !== 'string' || member.format !== null || member.enum !== null || value === undefined)
      continue;
    const list = forms[member.name] === undefined ? others : ofForm;
    for (const text of listedTexts(member, MOST_VALUES)) {
      if (text !== value) list.push({ ...input, [name]: text });
    }
  }
  return [...ofForm, ...others];
}

/**
 * The input of a region change that has to be accepted, the number-th of those that are possible, after what makes it
 * so. `null`: none is, or it would take longer than a survey may: off loopback a change takes minutes, and where
 * quotas are kept it takes away from what rules may change.
 */
async function changeInput(
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
