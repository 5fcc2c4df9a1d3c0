import type { JsonObject } from '../../spec/json.ts';
import type { OutputJudgement, SuccessForm } from './form.ts';
import { jsonObject, memberOf, textOf } from '../input/json-object.ts';
import {
  endsWithToken,
  isSteady,
  judgePage,
  judgeToken,
  UNCERTAIN_FILTER,
  withSpent,
  type PageRequest,
  type TokenUse,
} from './list-page.ts';
import { refusedAnyhow } from './refusal.ts';
import type { Possible, Request } from '../setting.ts';
import { withAccount, type State } from '../state/state.ts';
import { judgeText } from '../input/text-verdict.ts';
import type { Verdict } from './clause.ts';

const TOKEN = 'NextToken';
const FILTER = 'RegionOptStatusContains';
const LIMIT = 'MaxResults';

/** One page of the list of regions. */
export function listRegions(asked: Request): Possible {
  const { contract, accountId, input } = asked;
  const filter = filterOf(asked);
  const limit = memberOf(input, LIMIT);
  const maxResults = typeof limit === 'number' ? limit : null;
  const token = validToken(asked);
  const emptyFilter = filter?.size === 0 && memberOf(input, FILTER) !== undefined;
  // An empty filter may be another than none.
  const ofFilter = emptyFilter ? '[]' : [...(filter ?? [UNCERTAIN_FILTER])].toSorted().join();
  const key = { accountId, filter: ofFilter, maxResults };
  const use = token === undefined ? FIRST : judgeToken(contract, asked.state, key, token);
  const state = token === undefined ? asked.state : withSpent(asked.state, token);
  const request = { ...asked, state };
  // Of a token that was issued for another list, the filter may go on to hold.
  const open = token !== undefined && (use.continues === null || emptyFilter);
  const page: PageRequest = {
    key,
    filter: filter && filter.size > 0 && !open ? filter : null,
    exact: filter !== null && !open,
    // What a walk shows of regions that change meanwhile is promised nowhere.
    before:
      token === undefined
        ? []
        : use.continues && isSteady(request, use.continues)
          ? use.continues.listed
          : null,
  };
  return {
    verdicts: [...use.verdicts, ...unusualFilter(input)],
    forms: [...listing(request, page), ...(emptyFilter ? [emptyPage(state)] : [])],
    effect: () => state,
    refused: state,
    forget,
  };
}

/** An empty filter, and one that names a status twice. */
function unusualFilter(input: JsonObject): Verdict[] {
  const value = memberOf(input, FILTER);
  if (!Array.isArray(value) || (value.length > 0 && new Set(value).size === value.length)) return [];
  return [{ acceptance: 'should', clause: 'unusual-input', refusals: [refusedAnyhow()] }];
}

const FIRST: TokenUse = { verdicts: [], continues: null };

function forget(state: State, id: string): State {
  return { ...withAccount(state, id, { regions: {} }), catalogue: { seen: [], complete: false } };
}

/** The statuses of the filter; `null` where it is not certain what it asks for. */
function filterOf({ input, options }: Request): ReadonlySet<string> | null {
  const value = memberOf(input, FILTER);
  if (value === undefined) return new Set();
  if (!Array.isArray(value)) return null;
  const known = value.every((one) => typeof one === 'string' && options.lifecycle.statuses.includes(one));
  return known ? new Set(value as string[]) : null;
}

function validToken({ operation, input }: Request): string | undefined {
  const shape = operation.input.members[TOKEN]?.shape;
  const token = textOf(input, TOKEN);
  const valid =
    token !== undefined && shape?.kind === 'string' && judgeText(shape, token).acceptance !== 'must-refuse';
  return valid ? token : undefined;
}

/** As it should be, or with a token behind the last region, against a should. */
function listing(request: Request, page: PageRequest): SuccessForm[] {
  const filter = page.filter ? `, all ${[...page.filter].join(' or ')}` : '';
  const limit = page.key.maxResults === null ? '' : `, at most ${page.key.maxResults}`;
  const describe = () => `success with a page of regions as the lifecycle allows${limit}${filter}`;
  const judge = (output: JsonObject | null) => judgePage(request, page, output);
  const early = (output: JsonObject | null) => endsWithToken(request, page, output);
  return [
    {
      outcome: 'success',
      breaks: null,
      clause: 'list-page',
      describe,
      judge: (output) =>
        early(output) ? { problem: 'a token, though every region was listed' } : judge(output),
    },
    {
      outcome: 'success',
      breaks: 'should',
      clause: 'list-end',
      describe: () => `${describe()}, and a token behind the last region`,
      judge: (output) => (early(output) ? judge(output) : { problem: 'no token behind the last region' }),
    },
  ];
}

/** An empty filter that matches nothing, against a should. */
function emptyPage(state: State): SuccessForm {
  const judge = (output: JsonObject | null): OutputJudgement => {
    const regions = output && jsonObject(output)?.['Regions'];
    const empty = Array.isArray(regions) && regions.length === 0 && (output?.[TOKEN] ?? null) === null;
    return empty ? { state } : { problem: 'not an empty list' };
  };
  return {
    outcome: 'success',
    breaks: 'should',
    clause: 'list-empty-filter',
    describe: () => 'success with no region',
    judge,
  };
}
