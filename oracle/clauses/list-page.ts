import { type JsonObject, own } from '../../spec/json.ts';
import type { OutputJudgement } from './form.ts';
import { jsonObject, memberOf, textOf } from '../input/json-object.ts';
import { existence, statusesNow, withSeen } from '../state/region-knowledge.ts';
import type { Request } from '../setting.ts';
import { accountOf, sameStatuses, withAccount, type State, type IssuedToken } from '../state/state.ts';
import type { Lifecycle } from '../../spec/load-lifecycle.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Clause, Verdict } from './clause.ts';
import { ERRORS, refusedAnyhow, refusedWithReason } from './refusal.ts';

/** Which page is asked for. */
export interface PageRequest {
  readonly key: ListKey;
  /** `null`: no filter, or one that is not certain. */
  readonly filter: ReadonlySet<string> | null;
  /** What the filter asks for is certain. */
  readonly exact: boolean;
  /** The regions on the pages before; `null` where they are not known. */
  readonly before: readonly string[] | null;
}

export interface ListedRegion {
  readonly name: string;
  readonly status: string;
}

/** The regions of an output in their order, or what is wrong with its form, in words. */
export function listedRegions(output: JsonObject | null): ListedRegion[] | string {
  const values = output?.['Regions'];
  if (!Array.isArray(values)) return 'no list Regions in the output';
  const regions: ListedRegion[] = [];
  for (const value of values) {
    const region = jsonObject(value);
    const name = region ? textOf(region, 'RegionName') : undefined;
    const status = region ? textOf(region, 'RegionOptStatus') : undefined;
    if (name === undefined || status === undefined) return 'a region without name or status';
    regions.push({ name, status });
  }
  return regions;
}

/** Judges one page against what is known of the regions, and learns from it. */
export function judgePage(request: Request, page: PageRequest, output: JsonObject | null): OutputJudgement {
  const regions = listedRegions(output);
  if (typeof regions === 'string') return { problem: regions };
  const token = output ? memberOf(output, 'NextToken') : undefined;
  if (token !== undefined && (typeof token !== 'string' || token === '')) {
    return { problem: 'NextToken is neither absent nor a text with characters' };
  }
  const problem =
    sizeProblem(page, regions) ??
    repetition(page, regions) ??
    regions.map((region) => regionProblem(request, page, region)).find((found) => found !== null) ??
    (token === undefined ? lack(request, page, regions) : null);
  return problem ? { problem } : { state: learn(request, page, regions, token) };
}

/** Whether a page offers another one, though with it each region of a list without a filter was shown. */
export function endsWithToken(
  { state }: Request,
  { before, filter, exact }: PageRequest,
  output: JsonObject | null,
): boolean {
  if (typeof output?.['NextToken'] !== 'string' || !before || filter || !exact) return false;
  const regions = listedRegions(output);
  if (typeof regions === 'string' || !state.catalogue.complete) return false;
  const listed = new Set([...before, ...regions.map(({ name }) => name)]);
  return state.catalogue.seen.every((name) => listed.has(name));
}

function sizeProblem({ key }: PageRequest, regions: readonly ListedRegion[]): string | null {
  if (key.maxResults === null || regions.length <= key.maxResults) return null;
  return `${regions.length} regions on a page of at most ${key.maxResults}`;
}

function repetition({ before, filter }: PageRequest, regions: readonly ListedRegion[]): string | null {
  // With a filter, a region whose status changed between two pages may rightly come twice.
  const names = new Set(filter ? [] : before);
  for (const { name } of regions) {
    if (names.has(name)) return `${name} is listed twice`;
    names.add(name);
  }
  return null;
}

function regionProblem(
  request: Request,
  { filter }: PageRequest,
  { name, status }: ListedRegion,
): string | null {
  const { options, state, accountId } = request;
  const { regions, lifecycle } = options;
  if (regions.otherPartitions.includes(name)) return `${name} belongs to another partition`;
  if (state.catalogue.complete && existence(options, state, name) === 'no')
    return `${name} was not listed before`;
  if (!lifecycle.statuses.includes(status)) return `${name} has the unknown status ${status}`;
  const now = statusesNow(options, state, accountId, name);
  if (!now.includes(status)) return `${name} is ${status}, not ${now.join(' or ')}`;
  return filter && !filter.has(status) ? `${name} is ${status}, which the filter excludes` : null;
}

/** What the last page lacks: with a filter only a list of one page is judged, as statuses may change between two. */
function lack(
  request: Request,
  { before, filter, exact }: PageRequest,
  regions: readonly ListedRegion[],
): string | null {
  const { options, state, accountId } = request;
  if (!before || !exact || (filter && before.length > 0)) return null;
  const listed = new Set([...before, ...regions.map(({ name }) => name)]);
  if (!filter && listed.size === 0) return 'no region is listed';
  // That each region of the guide is listed is a should, which a rule looks after.
  for (const name of state.catalogue.seen) {
    if (listed.has(name)) continue;
    if (!filter) return `${name} is missing`;
    const now = statusesNow(options, state, accountId, name);
    if (now.every((status) => filter.has(status))) return `${name} is missing, which is ${now.join(' or ')}`;
  }
  return null;
}

function learn(
  { options, state, accountId }: Request,
  { key, filter, exact, before }: PageRequest,
  regions: readonly ListedRegion[],
  token: string | undefined,
): State {
  const known = accountOf(state, accountId).regions;
  const statuses = new Map<string, readonly string[]>();
  const whole = token === undefined && before?.length === 0;
  if (whole && filter && exact) {
    for (const name of state.catalogue.seen) {
      statuses.set(
        name,
        statusesNow(options, state, accountId, name).filter((status) => !filter.has(status)),
      );
    }
  }
  for (const { name, status } of regions) {
    // Most pages show what is known already.
    const seen = own(known, name);
    if (statuses.has(name) || seen?.length !== 1 || seen[0] !== status) statuses.set(name, [status]);
  }
  const names = regions.map(({ name }) => name);
  const after =
    statuses.size > 0
      ? withAccount(state, accountId, { regions: { ...known, ...Object.fromEntries(statuses) } })
      : state;
  // What earlier pages showed may have been forgotten since; the list is whole only with it.
  const next = withSeen(after, [...(before ?? []), ...names]);
  if (token === undefined) {
    const complete = before !== null && exact && !filter;
    return complete && !next.catalogue.complete
      ? { ...next, catalogue: { ...next.catalogue, complete } }
      : next;
  }
  const listed = before && [...before, ...names];
  const entry = { ...key, filter: exact ? key.filter : UNCERTAIN_FILTER };
  const { regions: shown } = accountOf(next, accountId);
  const issuedNow = { ...entry, token, listed, regions: shown, spent: false, earlier: next.tokens };
  return { ...next, tokens: issuedNow };
}

/** Of a list of which it is not certain what the service filters by. */
export const UNCERTAIN_FILTER = '?';

/** Which list a request asks for. */
interface ListKey {
  readonly accountId: string;
  /** The statuses of the filter, sorted and joined; empty: no filter. */
  readonly filter: string;
  readonly maxResults: number | null;
}

/** How a sent token is answered, and the issued one that it continues, where that is certain. */
export interface TokenUse {
  readonly verdicts: readonly Verdict[];
  readonly continues: IssuedToken | null;
}

/** Judges a token that is sent with a request for a list. */
export function judgeToken(contract: Contract, state: State, key: ListKey, token: string): TokenUse {
  if (token === '') return contested();
  const known = issued(state, token);
  if (known.length === 0) return { verdicts: [foreign(contract, token)], continues: null };
  const continues = known.find(
    ({ accountId, filter, maxResults }) =>
      accountId === key.accountId && filter === key.filter && maxResults === key.maxResults,
  );
  if (!continues) return contested();
  if (known.some(({ spent }) => spent)) return { ...contested(), continues };
  return { verdicts: [{ acceptance: 'must', clause: 'page-token', refusals: [] }], continues };
}

/** Whether no region of the account can have changed its status since the page was shown that held the token. */
export function isSteady({ options, state, accountId }: Request, { regions }: IssuedToken): boolean {
  const now = accountOf(state, accountId).regions;
  if (now === regions) return !mayChange(options.lifecycle, now);
  const names = Object.keys(now);
  const isSame = names.length === Object.keys(regions).length;
  return (
    isSame &&
    names.every((name) => sameStatuses(own(regions, name), now[name] ?? [])) &&
    !mayChange(options.lifecycle, now)
  );
}

function mayChange({ pending }: Lifecycle, regions: IssuedToken['regions']): boolean {
  return Object.values(regions).some((statuses) => statuses.some((status) => pending.includes(status)));
}

/** The state once a token was sent, whatever came of it. */
export function withSpent(state: State, token: string): State {
  const [sent] = issued(state, token);
  return sent && !sent.spent ? { ...state, tokens: { ...sent, spent: true, earlier: state.tokens } } : state;
}

function issued(state: State, token: string): IssuedToken[] {
  const found: IssuedToken[] = [];
  for (let one = state.tokens; one; one = one.earlier) if (one.token === token) found.push(one);
  return found;
}

function contested(): TokenUse {
  const clause: Clause = 'contested-token';
  return { verdicts: [{ acceptance: 'contested', clause, refusals: [refusedAnyhow()] }], continues: null };
}

/** What no service issues. */
const BLANK = /^[\s\p{Cc}]+$/u;

/** Not known to have been issued. That the service's own scheme might yield it can be told of hardly any text. */
function foreign(contract: Contract, token: string): Verdict {
  const refusals = [...refusedWithReason(contract, [ERRORS.invalid]), refusedAnyhow({ breaks: 'should' })];
  const acceptance = BLANK.test(token) ? 'must-refuse' : 'should-refuse';
  return { acceptance, clause: 'foreign-token', refusals };
}
