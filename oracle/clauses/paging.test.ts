import { expect, test } from 'vitest';
import { judgeSameRegions, judgeUnion, judgeWalk, type WalkedPage } from './paging.ts';
import { INVALID, success } from '../testing/world.ts';

type Shown = [name: string, status: string];
const A: Shown = ['a', 'ENABLED'];
const B: Shown = ['b', 'DISABLED'];
const C: Shown = ['c', 'DISABLED'];

function page(
  token: string | null,
  regions: readonly Shown[],
  next?: string | null,
  maxResults = 2,
): WalkedPage {
  const Regions = regions.map(([RegionName, RegionOptStatus]) => ({ RegionName, RegionOptStatus }));
  return {
    maxResults,
    token,
    answer: success(next === undefined ? { Regions } : { Regions, NextToken: next }),
  };
}

const listed = (...regions: Shown[]) => regions.map(([name, status]) => ({ name, status }));

test('A right walk lists every region once and ends without a token', () => {
  const walk = judgeWalk([page(null, [A, B], 't'), page('t', [C])]);
  expect(walk).toEqual({ regions: listed(A, B, C), problems: [] });
  expect(judgeWalk([page(null, [A], 't'), page('t', [], 'u'), page('u', [B])]).problems).toEqual([]);
});

const wrong: [name: string, pages: WalkedPage[], problem: string][] = [
  ['no page', [], 'no page'],
  [
    'a refused page',
    [page(null, [A], 't'), { maxResults: 2, token: 't', answer: INVALID }],
    'page 2: no list',
  ],
  ['too many', [page(null, [A, B], undefined, 1)], '2 regions, at most 1'],
  ['a region twice on a page', [page(null, [A, A])], 'a again'],
  ['a region on two pages', [page(null, [A], 't'), page('t', [A])], 'page 2: a again'],
  ['a walk cut short', [page(null, [A], 't')], 'the last page has a NextToken'],
  ['an empty token', [page(null, [A], '')], 'NextToken is neither'],
  ['another token', [page(null, [A], 't'), page('x', [B])], 'does not continue'],
  ['pages after the last', [page(null, [A]), page(null, [B])], 'is the last'],
];

test('a token that is null is absent', () => {
  expect(judgeWalk([page(null, [A], null)]).problems).toEqual([]);
});

test.each(wrong)('Wrong: %s', (_name, pages, problem) => {
  expect(judgeWalk(pages).problems.join('; ')).toContain(problem);
});

test('A region that changes during the walk may come twice', () => {
  const pages = [page(null, [A], 't'), page('t', [['a', 'DISABLING'], B])];
  expect(judgeWalk(pages, new Set(['a'])).problems).toEqual([]);
});

test('The union of the filtered walks is the whole', () => {
  const whole = listed(A, B, C);
  expect(judgeUnion(whole, { ENABLED: listed(A), DISABLED: listed(B, C), ENABLING: [] })).toEqual([]);
  expect(judgeUnion(whole, { ENABLED: listed(A), DISABLED: listed(B) })).toEqual([
    'c is DISABLED, but in no filtered list',
  ]);
  expect(judgeUnion(whole, { ENABLED: listed(A, B), DISABLED: listed(B, C) }).join()).toContain(
    'b is DISABLED, listed under ENABLED',
  );
  expect(judgeUnion(listed(A, B), { ENABLED: listed(A), DISABLED: listed(B, C) })).toEqual([
    'c is only in a filtered list',
  ]);
  expect(judgeUnion(listed(A), { DISABLED: listed(['a', 'DISABLED']) })).toEqual([
    'a is ENABLED, but listed under DISABLED',
  ]);
  expect(judgeUnion(whole, { ENABLED: listed(A), DISABLED: listed(B) }, new Set(['c']))).toEqual([]);
});

test('Two walks list the same regions', () => {
  expect(judgeSameRegions(listed(A, B), listed(B, ['a', 'DISABLED']))).toEqual([]);
  expect(judgeSameRegions(listed(A, B), listed(B, C))).toEqual([
    'a is in only one of the walks',
    'c is in only one of the walks',
  ]);
});
