import { isDeepStrictEqual } from 'node:util';
import type { AnswerExpectation, JsonValue, RefusedAnswer, Tolerance } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import { type Json, own } from '../../spec/json.ts';
import { headerValue } from '../../targets/transport/header-list.ts';
import { asObject, parseBody, type Answer } from './answer.ts';
import { checkShape, knownMembers } from './check-shape.ts';
import { at, expectedOf, tolerantShape } from './tolerated.ts';
import { isRefused, isServerError, mayLackName } from '../invariants/documented-errors.ts';
import { invariantById } from '../invariants/registry.ts';

const LONGEST = 80;

/** What an answer is judged against beside the expectation itself. */
interface Judging {
  readonly contract: Contract;
  readonly operation: string | null;
  /** The answers to the calls before it, in order. */
  readonly earlier: readonly Answer[];
  /** Further forms that are let pass. */
  readonly tolerated?: readonly Tolerance[];
  /** What the model says of this answer, where it follows the calls. */
  readonly modelVerdict?: () => string | null;
}

/** Why the answer is not what was expected, in words; `null`: it is. */
export function judgeAnswer(expected: AnswerExpectation, answer: Answer, judging: Judging): string | null {
  switch (expected.kind) {
    case 'anything':
      return null;
    case 'success':
      return judgeSuccess(expected, answer, judging);
    case 'refused':
      return judgeRefusal(expected, answer, judging);
    case 'status':
      return expected.statuses.includes(answer.status ?? 0) ? null : 'another status';
    case 'no-server-error':
      if (answer.status === null && answer.exchange.request.incomplete) return null;
      return answer.status === null || isServerError(answer, judging.contract)
        ? 'a server error, or no whole answer'
        : null;
    case 'invariant':
      return invariantById(expected.rule).check(answer, judging.contract);
    case 'same-answer':
      return sameAnswer(answer, judging.earlier[expected.as], judging, expected.whole ?? false)
        ? null
        : 'another answer';
    case 'regions':
      return judgeSuccess({ kind: 'success' }, answer, judging) ?? judgeRegions(expected, answer);
    case 'unmixed':
      return (
        judgeSuccess({ kind: 'success' }, answer, judging) ??
        judgeUnmixed(expected.old, expected.now, answer.output)
      );
    case 'model':
    case 'linearizable':
      return judging.modelVerdict?.() ?? null;
    case 'any-of':
      return expected.of.some((one) => judgeAnswer(one, answer, judging) === null) ? null : 'none of them';
  }
}

type Success = Extract<AnswerExpectation, { kind: 'success' }>;
type Refused = Extract<AnswerExpectation, { kind: 'refused' }>;

function judgeSuccess(
  expected: Success,
  answer: Answer,
  { contract, operation, tolerated = [] }: Judging,
): string | null {
  const known = operation === null ? undefined : contract.operations[operation];
  const whole = expected.outputMatch !== 'contains';
  if (answer.status !== (known?.successStatus ?? 200)) return 'no success';
  if (known?.output) {
    if (!answer.output) return 'a success without a JSON object';
    // Where a part is in question, what else is wrong must not hide it: an invariant looks at the whole.
    const problem = whole ? checkShape(tolerantShape(known.output, tolerated), answer.output) : null;
    if (problem !== null) return problem;
  }
  if (expected.output === undefined) return null;
  const named = (value: Json) => (known?.output ? knownMembers(known.output, value) : value);
  const found = named(answer.output ?? {});
  const wanted = expectedOf(named(expected.output), found, tolerated) as JsonValue;
  if (whole ? isDeepStrictEqual(found, wanted) : contains(found, wanted)) {
    const there = expected.absent?.find((member) => at(found, member) !== undefined);
    return there === undefined
      ? null
      : `another output: ${there} is there with ${JSON.stringify(at(found, there))}`;
  }
  return `another output: ${firstDifference(wanted, found, { whole })}`;
}

function judgeRefusal(expected: Refused, answer: Answer, { contract }: Judging): string | null {
  if (answer.status === null || !isRefused(answer, contract)) return 'no refusal';
  const problem =
    expected.answers && judgeError(expected.answers, answer, answer.status, mayLackName(answer, contract));
  if (problem !== null) return problem;
  if (expected.reason !== undefined && expected.reason !== answer.reason) return 'another reason';
  return null;
}

function judgeError(
  wanted: readonly RefusedAnswer[],
  { error }: Answer,
  status: number,
  mayBeNameless: boolean,
): string | null {
  const ofStatus = wanted.filter(({ statuses }) => statuses === null || statuses.includes(status));
  const isNamed = (one: RefusedAnswer) => mayBeNameless || one.error === null || one.error === error;
  if (ofStatus.some(isNamed)) return null;
  return ofStatus.length === 0 || wanted.some(isNamed) ? 'another status' : 'another error name';
}

/** Every member of `part` is in `whole` with an equal value; lists are compared whole. */
function contains(whole: Json | undefined, part: JsonValue): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return isDeepStrictEqual(whole, part);
  const object = asObject(whole);
  return object !== null && Object.entries(part).every(([name, value]) => contains(object[name], value));
}

function judgeRegions(
  expected: Extract<AnswerExpectation, { kind: 'regions' }>,
  answer: Answer,
): string | null {
  const regions = answer.output?.['Regions'];
  if (!Array.isArray(regions)) return 'there is no list Regions';
  const seen = new Set<string>();
  const changing = new Set(expected.changing);
  for (const region of regions as readonly Json[]) {
    const { RegionName: name, RegionOptStatus: status } = asObject(region) ?? {};
    if (typeof name !== 'string' || typeof status !== 'string') return 'a region has no name or no status';
    if (seen.has(name)) return `${name} is listed twice`;
    seen.add(name);
    if (changing.has(name)) continue;
    const wanted = own(expected.statuses, name);
    if (wanted === undefined) return `${name} (${status}) does not belong there`;
    if (status !== wanted) return `${name} is ${status}, expected ${wanted}`;
  }
  if (expected.limit !== null && seen.size > expected.limit)
    return `${seen.size} regions on a page of ${expected.limit}`;
  const more = typeof answer.output?.['NextToken'] === 'string';
  if (more && expected.last) return 'a token follows where there is nothing more';
  if (expected.part) return null;
  const missing = Object.keys(expected.statuses).filter((name) => !seen.has(name) && !changing.has(name));
  if (missing.length > 0 && !more) return `${missing[0]} is missing and no token follows`;
  return null;
}

function judgeUnmixed(old: JsonValue, now: JsonValue, found: Json | undefined): string | null {
  const [before, after, seen] = [asObject(old), asObject(now), asObject(found)];
  for (const [name, value] of Object.entries(before ?? {})) {
    if (isDeepStrictEqual(value, after?.[name]) || seen?.[name] === undefined) continue;
    if (asObject(value)) {
      const problem = judgeUnmixed(value as JsonValue, (after?.[name] ?? null) as JsonValue, seen[name]);
      if (problem !== null) return problem;
    } else if (isDeepStrictEqual(value, seen[name])) return `${name} still has its old value`;
  }
  return null;
}

function sameAnswer(
  answer: Answer,
  other: Answer | undefined,
  { contract, operation }: Judging,
  whole: boolean,
): boolean {
  if (!other) return false;
  const sameForm =
    answer.status === other.status && answer.error === other.error && answer.reason === other.reason;
  if (whole && answer.error !== null)
    return sameForm && impersonal(answer, contract) === impersonal(other, contract);
  // The message of a refusal may name the request.
  if (!sameForm || answer.error !== null) return sameForm;
  const output = operation === null ? null : contract.operations[operation]?.output;
  if (!output || !answer.output || !other.output) return isDeepStrictEqual(answer.body, other.body);
  return isDeepStrictEqual(knownMembers(output, answer.output), knownMembers(output, other.output));
}

/** The body without what differs from request to request: the account that was named, and the request's id. */
function impersonal({ body, exchange }: Answer, contract: Contract): string {
  const { wire } = contract;
  const named = asObject(parseBody(exchange.request.body))?.['AccountId'];
  const id = exchange.response && headerValue(exchange.response.headers, wire.requestIdHeader);
  const without = (text: string, part: unknown) =>
    typeof part === 'string' && part !== '' ? text.replaceAll(part, 'ID') : text;
  return without(without(JSON.stringify(errorMembers(body, contract)) ?? '', named), id);
}

/** What of the body of an error the contract names. */
function errorMembers(body: Json | undefined, { wire, validationDetail }: Contract): Json | undefined {
  const object = asObject(body);
  if (!object) return body;
  const names = [...wire.errorBodyMembers, ...wire.messageMembers, ...Object.keys(validationDetail.members)];
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}

/** Where two values differ first, in words: `City is "a", expected "b"`. Members beyond the expected ones differ only where it is `whole`. */
export function firstDifference(
  expected: JsonValue,
  found: Json | undefined,
  { whole = true, path = [] }: { readonly whole?: boolean; readonly path?: readonly string[] } = {},
): string {
  const [wanted, seen] = [asObject(expected), asObject(found)];
  if (wanted && seen) {
    for (const name of new Set([...Object.keys(wanted), ...(whole ? Object.keys(seen) : [])])) {
      if (isDeepStrictEqual(wanted[name], seen[name])) continue;
      const place = [...path, name];
      if (!Object.hasOwn(wanted, name)) return `${place.join('.')} is there with ${shown(seen[name])}`;
      if (!Object.hasOwn(seen, name)) return `${place.join('.')} is missing, expected ${shown(wanted[name])}`;
      return firstDifference(wanted[name] as JsonValue, seen[name], { whole, path: place });
    }
  }
  const place = path.length === 0 ? 'it' : path.join('.');
  return `${place} is ${shown(found)}, expected ${shown(expected)}`;
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
