import fc from 'fast-check';
import { operationOf } from '../../../generators/values/input.ts';
import type { AnswerExpectation } from '../../../results/record.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { type Answer, asObject } from '../../answers/answer.ts';
import type { Caller } from '../../caller.ts';
import type { RuleContext } from '../../context.ts';
import { enumOf } from '../../contract-lookup.ts';
import { answerForm, describeAnswer } from '../../answers/describe.ts';
import { Blocked, Refutation } from '../../errors.ts';
import { MOST_REGIONS } from '../../restore/snapshot.ts';
import { precondition, type RuleSubject, type Subject } from '../../subject.ts';

export const LIST = 'ListRegions';
const STATUS = 'GetRegionOptStatus';
/** The operations of a rule that lists regions which it changes. */
export const LIST_AND_CHANGE = [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'];

/** Status by region name. */
export type Statuses = Readonly<Record<string, string>>;

/** What a walk does beside following the tokens. */
interface WalkOptions {
  /** Regions whose status changes during the walk. */
  readonly changing?: readonly string[];
  /** Done between the first page and the second. */
  readonly between?: () => Promise<void>;
}

/** The bounds of MaxResults. */
export function pageSizes({ contract }: Pick<RuleContext, 'contract'>): { min: number; max: number } {
  const shape = operationOf(contract, LIST).input.members['MaxResults']?.shape;
  if (shape?.kind !== 'integer' || shape.minimum === null || shape.maximum === null)
    throw new RangeError(`${LIST}: no bounds of MaxResults in this contract`);
  return { min: shape.minimum, max: shape.maximum };
}

/** The statuses that a filter can name. */
export function filterStatuses({ contract }: Pick<RuleContext, 'contract'>): readonly string[] {
  return enumOf(contract, LIST, 'RegionOptStatusContains', '[]');
}

/** The regions whose status is one of these. */
export function having(statuses: Statuses, wanted: readonly string[]): Statuses {
  return Object.fromEntries(Object.entries(statuses).filter(([, status]) => wanted.includes(status)));
}

/** Pages that may be empty, be it for regions that a filter left out: more than there are regions in any partition. */
const MOST_EMPTY = 100;

/** How many pages a walk through these regions may take. */
export function mostPages(statuses: Statuses): number {
  return Object.keys(statuses).length + MOST_EMPTY;
}

/**
 * Walks the pages from the first to the last: these regions, each once, no more on a page than asked for. Pages may
 * be short of that or empty, but not for ever. Returns the pages.
 */
export async function walk(
  caller: Caller,
  input: JsonObject,
  statuses: Statuses,
  options: WalkOptions = {},
): Promise<Answer[]> {
  const pages: Answer[] = [];
  for await (const page of pagesOf(caller, input, statuses, options)) pages.push(page);
  return pages;
}

/** The same, a page each time that the next is asked for. */
async function* pagesOf(
  caller: Caller,
  input: JsonObject,
  statuses: Statuses,
  { changing = [], between }: WalkOptions = {},
): AsyncGenerator<Answer, void> {
  const left: Record<string, string> = { ...statuses };
  const limit = typeof input['MaxResults'] === 'number' ? input['MaxResults'] : null;
  const filter = input['RegionOptStatusContains'];
  const isFiltered = Array.isArray(filter) && filter.length > 0;
  const most = mostPages(statuses) + changing.length;
  let count = 0;
  let token: string | null = null;
  do {
    const nothingLeft = count > 0 && !isFiltered && changing.length === 0 && Object.keys(left).length === 0;
    const expected: AnswerExpectation = {
      kind: 'regions',
      statuses: { ...left },
      limit,
      ...(nothingLeft || count + 1 >= most ? { last: true } : {}),
      ...(changing.length === 0 ? {} : { changing: [...changing] }),
    };
    const page: Answer = await caller.expect(LIST, withToken(input, token)).toAnswer(expected);
    count += 1;
    for (const name of namesOf(page)) delete left[name];
    token = nextToken(page);
    if (count === 1) await between?.();
    yield page;
  } while (token !== null);
}

function withToken(input: JsonObject, token: string | null): JsonObject {
  return token === null ? input : { ...input, NextToken: token };
}

/** The token of the next page; `null`: this is the last. */
export function nextToken({ output }: Answer): string | null {
  const token = output?.['NextToken'];
  return typeof token === 'string' ? token : null;
}

/** Status by name of the regions on a page. */
function statusesOn({ output }: Answer): Record<string, string> {
  const regions = output?.['Regions'];
  if (!Array.isArray(regions)) return {};
  return Object.fromEntries(
    regions.flatMap((region) => {
      const { RegionName: name, RegionOptStatus: status } = asObject(region) ?? {};
      return typeof name === 'string' && typeof status === 'string' ? [[name, status]] : [];
    }),
  );
}

/** Names of the regions on a page. */
export function namesOf(page: Answer): string[] {
  return Object.keys(statusesOn(page));
}

/** Whether the target lists regions; else each is asked for its status. */
export function hasList({ session }: Pick<RuleContext, 'session'>): boolean {
  return session.environment.survey.isUsable(LIST);
}

/** Whether a region can be asked for its status; else it is looked for in the list. */
export function hasStatus({ session }: Pick<RuleContext, 'session'>): boolean {
  return session.environment.survey.isUsable(STATUS);
}

/** Sees these regions with these statuses, as many as a page holds at most. */
export async function showsAll({ context, caller, account }: RuleSubject, statuses: Statuses): Promise<void> {
  if (hasList(context)) {
    const limit = Math.min(Object.keys(statuses).length, pageSizes(context).max);
    await caller
      .expect(LIST, { ...account, MaxResults: limit })
      .toAnswer({ kind: 'regions', statuses: { ...statuses }, limit });
    return;
  }
  for (const [RegionName, RegionOptStatus] of Object.entries(statuses))
    await caller.expect(STATUS, { ...account, RegionName }).toReturn({ RegionName, RegionOptStatus });
}

/**
 * The token that a page of this list ends with.
 * @throws {Blocked} where there is none: by the page, where it holds too many regions or leaves some out.
 */
export async function issuedToken(caller: Caller, input: JsonObject): Promise<string> {
  const token = nextToken(await caller.call(LIST, input));
  if (token !== null) return token;
  const { MaxResults: limit, RegionOptStatusContains: filter, ...account } = input;
  const all = await listed(caller, account);
  await precondition(() =>
    caller.expect(LIST, input).toAnswer({
      kind: 'regions',
      statuses: Array.isArray(filter) && filter.length > 0 ? having(all, filter as readonly string[]) : all,
      limit: typeof limit === 'number' ? limit : null,
    }),
  );
  throw new Blocked(`no token is issued for ${JSON.stringify(input)}: all regions are on one page`);
}

/** So many pages in a row without a new region are the end of a walk; a page may be empty and others follow. */
const IDLE_PAGES = 3;

/** Status by name of what the list shows, however its pages end; empty where it cannot be read. */
export async function listed(caller: Caller, input: JsonObject = {}): Promise<Statuses> {
  return (await listedWith(caller, input)).statuses;
}

/** The same, with the first page. */
async function listedWith(
  caller: Caller,
  input: JsonObject,
): Promise<{ readonly statuses: Statuses; readonly first: Answer | null }> {
  let first: Answer | null = null;
  const seen = new Map<string, string>();
  let token: string | null = null;
  let more = true;
  let idle = 0;
  while (more) {
    const page: Answer = await caller.call(LIST, withToken(input, token));
    first ??= page;
    const fresh = Object.entries(statusesOn(page)).filter(([name]) => !seen.has(name));
    for (const [name, status] of fresh) seen.set(name, status);
    token = nextToken(page);
    idle = fresh.length > 0 ? 0 : idle + 1;
    more = token !== null && idle < IDLE_PAGES && seen.size < MOST_REGIONS;
  }
  return { statuses: Object.fromEntries(seen), first };
}

/** The same. @throws {Blocked} where it shows nothing. */
export async function knownRegions(caller: Caller, input: JsonObject = {}): Promise<Statuses> {
  const { statuses, first } = await listedWith(caller, input);
  if (Object.keys(statuses).length === 0)
    throw unlisted(caller, input, first && { operation: LIST, answer: first });
  return statuses;
}

/** A list that is walked: of which account, and by which statuses. */
interface WalkedList {
  readonly subject: Subject;
  readonly filter: readonly string[] | null;
}

/** Page sizes with which a walk takes several pages. */
export function smallPageSizes(context: RuleContext): fc.Arbitrary<number> {
  const { min } = pageSizes(context);
  return fc.integer({ min: min + 1, max: min + 9 });
}

/** Walks all lists, a page of each in turn. */
export async function walkInTurn(
  lists: readonly (WalkedList & { readonly MaxResults: number })[],
): Promise<void> {
  const walks: AsyncGenerator<Answer, void>[] = [];
  for (const { subject, filter, MaxResults } of lists) {
    const all = await knownRegions(subject.caller, subject.account);
    const input: JsonObject = {
      ...subject.account,
      MaxResults,
      ...(filter === null ? {} : { RegionOptStatusContains: [...filter] }),
    };
    walks.push(pagesOf(subject.caller, input, filter === null ? all : having(all, filter)));
  }
  let going = walks;
  while (going.length > 0) {
    const still = [];
    for (const one of going) if (!(await one.next()).done) still.push(one);
    going = still;
  }
}

/** That no region can be looked at, by what was answered to the list. */
export function unlisted(
  caller: Caller,
  account: JsonObject,
  answered: { operation: string; answer: Answer } | null,
): Blocked {
  return new Blocked('the regions cannot be listed', {
    cause: answered && notListed(caller, account, answered),
  });
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
