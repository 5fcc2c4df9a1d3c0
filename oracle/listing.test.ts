import { expect, test } from 'vitest';
import { loadRegions } from '../spec/load-regions.ts';
import type { JsonObject } from '../spec/json.ts';
import type { Answer } from './call.ts';
import { contactShapes } from './clauses/contact-forms.ts';
import { UNKNOWN_STATE, knownState, type State } from './state/state.ts';
import {
  CONFLICT,
  CONTRACT,
  DENIED,
  INVALID,
  MEMBER,
  NOT_FOUND,
  REDUNDANT,
  STANDALONE,
  after,
  call,
  management,
  member,
  modelAt,
  refusal,
  success,
  verdictOn,
} from './testing/world.ts';

const must = modelAt('must');
const should = modelAt('should');
const { defaults, optIn } = loadRegions();

type Status = Record<string, string>;
const statuses: Status = Object.fromEntries([
  ...defaults.map((name) => [name, 'ENABLED_BY_DEFAULT']),
  ...optIn.map((name, index) => [name, index % 2 === 0 ? 'DISABLED' : 'ENABLED']),
]);
const names = Object.keys(statuses).toSorted();

function page(shown: readonly string[], next?: string, changed: Status = {}): Answer {
  const Regions = shown.map((RegionName) => ({
    RegionName,
    RegionOptStatus: changed[RegionName] ?? statuses[RegionName] ?? 'DISABLED',
  }));
  return success(next === undefined ? { Regions } : { Regions, NextToken: next });
}

const list = (input: JsonObject = {}, caller = undefined as typeof member | undefined) =>
  call('ListRegions', input, caller);
const whole = page(names);
const learned = after(must, UNKNOWN_STATE, [list(), whole]);

test('One page of all regions is allowed and teaches the catalogue', () => {
  const known = call('GetRegionOptStatus', { RegionName: 'af-south-1' });
  expect(
    verdictOn(must, learned, known, success({ RegionName: 'af-south-1', RegionOptStatus: 'DISABLED' })),
  ).toBe('ok');
  expect(
    verdictOn(must, learned, known, success({ RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' })),
  ).toBe('must');
  const later = call('GetRegionOptStatus', { RegionName: 'ap-east-2' });
  expect(
    verdictOn(must, learned, later, success({ RegionName: 'ap-east-2', RegionOptStatus: 'DISABLED' })),
  ).toBe('must');
  expect(verdictOn(should, learned, later, REDUNDANT)).toBe('ok');
});

test('A listed region that the contract does not name is a region', () => {
  const state = after(must, UNKNOWN_STATE, [list(), page([...names, 'xx-new-1'])]);
  const sent = call('EnableRegion', { RegionName: 'xx-new-1' });
  expect(verdictOn(must, state, sent, success())).toBe('ok');
  expect(verdictOn(must, state, sent, INVALID)).toBe('must');
});

test('A token behind the last region is against a should, once it is known which is the last', () => {
  const full = { MaxResults: names.length };
  const early = page(names, 'more');
  expect(verdictOn(must, learned, list(full), early)).toBe('ok');
  expect(verdictOn(should, learned, list(full), early)).toBe('should');
  expect(verdictOn(should, learned, list(full), whole)).toBe('ok');
  expect(verdictOn(should, UNKNOWN_STATE, list(full), early)).toBe('ok');
  const half = Math.ceil(names.length / 2);
  const first = after(should, learned, [list({ MaxResults: half }), page(names.slice(0, half), 'half')]);
  const second = list({ MaxResults: half, NextToken: 'half' });
  expect(verdictOn(should, first, second, page(names.slice(half), 'more'))).toBe('should');
  expect(verdictOn(should, first, second, page(names.slice(half)))).toBe('ok');
  // With a filter, a region whose turn comes later may change to another status meanwhile.
  const filtered = list({ RegionOptStatusContains: ['ENABLED_BY_DEFAULT'] });
  expect(verdictOn(should, learned, filtered, page(defaults, 'more'))).toBe('ok');
});

const without = (name: string) => names.filter((one) => one !== name);
const wrong: [what: string, state: State, input: JsonObject, answer: Answer][] = [
  ['no body', UNKNOWN_STATE, {}, success()],
  ['an empty object', UNKNOWN_STATE, {}, success({})],
  ['no list', UNKNOWN_STATE, {}, success({ Regions: 'none' })],
  ['an empty list', UNKNOWN_STATE, {}, page([])],
  [
    'a region without status',
    UNKNOWN_STATE,
    {},
    success({ Regions: names.map((RegionName) => ({ RegionName })) }),
  ],
  ['a missing default region that was seen', learned, {}, page(without('us-east-1'))],
  ['no region', UNKNOWN_STATE, {}, page([])],
  ['a missing region that was seen', learned, {}, page(without('af-south-1'))],
  ['a region twice', UNKNOWN_STATE, {}, page([...names, 'us-east-1'])],
  ['an unknown status', UNKNOWN_STATE, {}, page(names, undefined, { 'af-south-1': 'OPTED_IN' })],
  ['a default region disabled', UNKNOWN_STATE, {}, page(names, undefined, { 'us-east-1': 'DISABLED' })],
  [
    'an opt-in region by default',
    UNKNOWN_STATE,
    {},
    page(names, undefined, { 'af-south-1': 'ENABLED_BY_DEFAULT' }),
  ],
  ['another partition', UNKNOWN_STATE, {}, page([...names, 'cn-north-1'])],
  ['a status that changed by itself', learned, {}, page(names, undefined, { 'af-south-1': 'ENABLED' })],
  ['a new region after a whole list', learned, {}, page([...names, 'xx-new-1'])],
  ['too many on a page', UNKNOWN_STATE, { MaxResults: 5 }, page(names.slice(0, 6), 'next')],
  ['an empty token', UNKNOWN_STATE, {}, page(names, '')],
  ['a status that the filter excludes', UNKNOWN_STATE, { RegionOptStatusContains: ['ENABLED'] }, whole],
  [
    'a filter that loses a region',
    learned,
    { RegionOptStatusContains: ['ENABLED_BY_DEFAULT'] },
    page(defaults.slice(1)),
  ],
  ['a refusal', UNKNOWN_STATE, {}, INVALID],
  ['a denial', UNKNOWN_STATE, {}, DENIED],
  ['an undocumented error', UNKNOWN_STATE, {}, NOT_FOUND],
  ['a conflict', UNKNOWN_STATE, {}, CONFLICT],
  ['MaxResults 0 accepted', UNKNOWN_STATE, { MaxResults: 0 }, whole],
  ['MaxResults 51 accepted', UNKNOWN_STATE, { MaxResults: 51 }, whole],
  ['MaxResults 1.5 accepted', UNKNOWN_STATE, { MaxResults: 1.5 }, whole],
  ['an unknown status in the filter accepted', UNKNOWN_STATE, { RegionOptStatusContains: ['ON'] }, page([])],
];

test.each(wrong)('%s is wrong', (_what, state, input, answer) => {
  expect(verdictOn(must, state, list(input), answer)).toBe('must');
});

test('A filter yields exactly the regions of its statuses', () => {
  const filter = { RegionOptStatusContains: ['DISABLED', 'DISABLED'] };
  const disabled = names.filter((name) => statuses[name] === 'DISABLED');
  expect(verdictOn(should, learned, list(filter), page(disabled))).toBe('ok');
  expect(verdictOn(must, learned, list(filter), page(disabled.slice(1)))).toBe('must');
  const pending = after(must, learned, [call('EnableRegion', { RegionName: 'af-south-1' }), success()]);
  const seen = after(must, pending, [list({ RegionOptStatusContains: ['ENABLING'] }), page([])]);
  const get = call('GetRegionOptStatus', { RegionName: 'af-south-1' });
  expect(verdictOn(must, seen, get, success({ RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' }))).toBe(
    'ok',
  );
  expect(verdictOn(must, seen, get, success({ RegionName: 'af-south-1', RegionOptStatus: 'ENABLING' }))).toBe(
    'must',
  );
});

test('Only a whole list without a filter teaches that there are no other regions', () => {
  const later = call('GetRegionOptStatus', { RegionName: 'ap-east-2' });
  const shown = success({ RegionName: 'ap-east-2', RegionOptStatus: 'DISABLED' });
  const filtered = after(must, UNKNOWN_STATE, [
    list({ RegionOptStatusContains: ['ENABLED_BY_DEFAULT'] }),
    page(defaults),
  ]);
  expect(verdictOn(must, filtered, later, shown)).toBe('ok');
  const odd = after(must, UNKNOWN_STATE, [
    list({ RegionOptStatusContains: ['enabled_by_default'] }),
    page(defaults),
  ]);
  expect(verdictOn(must, odd, later, shown)).toBe('ok');
  const first = after(must, UNKNOWN_STATE, [list({ MaxResults: 2 }), page(names.slice(0, 2), 't')]);
  expect(verdictOn(must, first, later, shown)).toBe('ok');
  const unsure = after(must, first, [list({ MaxResults: 50, NextToken: 't' }), page(names.slice(2))]);
  expect(verdictOn(must, unsure, later, shown)).toBe('ok');
  expect(verdictOn(must, learned, later, shown)).toBe('must');
});

test('An empty filter is no filter: should', () => {
  const filter = { RegionOptStatusContains: [] };
  expect(verdictOn(should, learned, list(filter), whole)).toBe('ok');
  expect(verdictOn(must, learned, list(filter), page([]))).toBe('ok');
  expect(verdictOn(should, learned, list(filter), page([]))).toBe('should');
  expect(verdictOn(must, learned, list(filter), page(names.slice(1)))).toBe('must');
});

test('A walk over pages may neither lose nor double a region', () => {
  const limit = { MaxResults: 20 };
  const first = after(must, learned, [list(limit), page(names.slice(0, 20), 't')]);
  const next = list({ ...limit, NextToken: 't' });
  expect(verdictOn(must, first, next, page(names.slice(20)))).toBe('ok');
  expect(verdictOn(must, first, next, page(names.slice(19)))).toBe('must');
  const lost = names.findIndex((name, index) => index >= 20 && defaults.includes(name));
  expect(verdictOn(must, first, next, page(names.slice(20).filter((name) => name !== names[lost])))).toBe(
    'must',
  );
  expect(verdictOn(must, first, next, INVALID)).toBe('must');
  const done = after(must, first, [next, page(names.slice(20))]);
  const later = call('GetRegionOptStatus', { RegionName: 'ap-east-2' });
  expect(verdictOn(should, done, later, REDUNDANT)).toBe('ok');
  expect(
    verdictOn(must, done, later, success({ RegionName: 'ap-east-2', RegionOptStatus: 'DISABLED' })),
  ).toBe('must');
});

test('A token that was not issued should be refused, as its own scheme might yield it; blanks must be', () => {
  const sent = list({ NextToken: 'made up' });
  expect(verdictOn(should, learned, sent, refusal(400, 'ValidationException', 'fieldValidationFailed'))).toBe(
    'ok',
  );
  expect(verdictOn(must, learned, sent, INVALID)).toBe('ok');
  expect(verdictOn(should, learned, sent, INVALID)).toBe('should');
  expect(verdictOn(must, learned, sent, whole)).toBe('ok');
  expect(verdictOn(should, learned, sent, whole)).toBe('should');
  const enabled = page(names, undefined, { 'af-south-1': 'ENABLED' });
  expect(verdictOn(must, learned, sent, enabled)).toBe('must');
  expect(verdictOn(must, learned, list({ NextToken: ' ' }), whole)).toBe('must');
  const empty = list({ NextToken: '' });
  for (const answer of [whole, INVALID]) expect(verdictOn(should, learned, empty, answer)).toBe('ok');
  expect(verdictOn(must, learned, list({ NextToken: 'x'.repeat(1001) }), whole)).toBe('must');
});

test('A token is good once; whether it is a second time is open, but what comes then is the same page', () => {
  const first = after(must, learned, [list({ MaxResults: 1 }), page(['us-east-1'], 't')]);
  const sent = list({ MaxResults: 1, NextToken: 't' });
  expect(verdictOn(must, first, sent, INVALID)).toBe('must');
  const second = page(['af-south-1'], 'u', { 'af-south-1': 'DISABLED' });
  for (const spent of [
    after(must, first, [sent, second]),
    // Refused for another reason, it may be spent all the same.
    after(must, first, [list({ MaxResults: 51, NextToken: 't' }), INVALID]),
  ]) {
    expect(verdictOn(should, spent, sent, INVALID)).toBe('ok');
    expect(verdictOn(should, spent, sent, second)).toBe('ok');
    expect(verdictOn(must, spent, sent, page(['us-east-1'], 'u'))).toBe('must');
  }
});

test('A token of another account or filter is contested, but shows nothing of the other account', () => {
  const shapes = contactShapes(CONTRACT);
  const regions = (status: string) => ({ regions: { 'af-south-1': status } });
  const known = knownState(shapes, { [STANDALONE]: regions('ENABLED'), [MEMBER]: regions('DISABLED') });
  const issued = after(must, known, [list({ MaxResults: 1 }), page(['us-east-1'], 't')]);
  const sent = list({ MaxResults: 1, NextToken: 't' }, member);
  expect(verdictOn(should, issued, sent, INVALID)).toBe('ok');
  expect(verdictOn(should, issued, sent, page(['af-south-1'], 'u', { 'af-south-1': 'DISABLED' }))).toBe('ok');
  expect(verdictOn(must, issued, sent, page(['af-south-1'], 'u', { 'af-south-1': 'ENABLED' }))).toBe('must');
  const filtered = list({ MaxResults: 1, NextToken: 't', RegionOptStatusContains: ['ENABLED'] });
  expect(verdictOn(should, issued, filtered, INVALID)).toBe('ok');
  // By the filter that the token was issued for.
  expect(verdictOn(should, issued, filtered, page(['us-east-1'], 'u'))).toBe('ok');
  const through = list({ AccountId: MEMBER, MaxResults: 1 }, management);
  expect(verdictOn(must, known, through, page(['af-south-1'], 'u', { 'af-south-1': 'ENABLED' }))).toBe(
    'must',
  );
});

test('A walk during which a region changes may lose or repeat regions', () => {
  const begun = after(must, learned, [list({ MaxResults: 25 }), page(names.slice(0, 5), 'second')]);
  const second = list({ MaxResults: 25, NextToken: 'second' });
  const others = page(names.slice(6));
  const again = page(names.slice(1, 2), 'third');
  for (const answer of [others, again]) expect(verdictOn(must, begun, second, answer)).toBe('must');
  const changed = after(must, begun, [call('EnableRegion', { RegionName: 'af-south-1' }), success()]);
  for (const answer of [others, again]) expect(verdictOn(must, changed, second, answer)).toBe('ok');
  const odd = page(['us-east-1'], undefined, { 'us-east-1': 'DISABLED' });
  expect(verdictOn(must, changed, second, odd)).toBe('must');
});

test('A token that is null is none', () => {
  const last = success({ ...whole.output, NextToken: null });
  expect(verdictOn(should, learned, list(), last)).toBe('ok');
  expect(verdictOn(must, learned, list(), success({ ...whole.output, NextToken: '' }))).toBe('must');
  const nothing = success({ Regions: [], NextToken: null });
  expect(verdictOn(must, learned, list({ RegionOptStatusContains: [] }), nothing)).toBe('ok');
});

test('A list may lack a region of the guide, which then is none', () => {
  expect(verdictOn(must, UNKNOWN_STATE, list(), page(names.slice(1)))).toBe('ok');
  const lacking = after(must, UNKNOWN_STATE, [list(), page(names.filter((name) => name !== 'us-east-1'))]);
  const known = call('GetRegionOptStatus', { RegionName: 'us-east-1' });
  expect(verdictOn(must, lacking, known, INVALID)).toBe('ok');
  const shown = success({ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' });
  expect(verdictOn(must, lacking, known, shown)).toBe('must');
});

test('A walk that ends is whole with its first page, also where that was forgotten meanwhile', () => {
  const begun = after(must, UNKNOWN_STATE, [list(), page(names.slice(0, 5), 'second')]);
  const forgotten: State = { ...begun, catalogue: { seen: [], complete: false } };
  const ended = after(must, forgotten, [list({ NextToken: 'second' }), page(names.slice(5))]);
  expect(ended.catalogue.complete).toBe(true);
  expect(verdictOn(must, ended, list(), whole)).toBe('ok');
});

test('A token that came of a token for another filter may go on with either filter', () => {
  const filtered = { RegionOptStatusContains: ['ENABLED'] };
  const enabled = names.filter((name) => statuses[name] === 'ENABLED');
  const begun = after(must, UNKNOWN_STATE, [list(filtered), page(enabled.slice(0, 1), 'second')]);
  const other = { RegionOptStatusContains: ['DISABLED'] };
  const next = after(must, begun, [
    list({ ...other, NextToken: 'second' }),
    page(enabled.slice(1, 2), 'third'),
  ]);
  const third = list({ ...other, NextToken: 'third' });
  expect(verdictOn(must, next, third, page(enabled.slice(2)))).toBe('ok');
  expect(verdictOn(must, next, third, page(names.filter((name) => statuses[name] === 'DISABLED')))).toBe(
    'ok',
  );
});
