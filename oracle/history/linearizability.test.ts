import { expect, test } from 'vitest';
import type { JsonObject } from '../../spec/json.ts';
import type { Answer, OracleCall } from '../call.ts';
import { contactShapes } from '../clauses/contact-forms.ts';
import { checkHistory, type HistoryEvent } from './linearizability.ts';
import { UNKNOWN_STATE, knownState } from '../state/state.ts';
import {
  BILLING,
  CONFLICT,
  CONTRACT,
  FAILED,
  NOT_FOUND,
  NO_ANSWER,
  REDUNDANT,
  STANDALONE,
  THROTTLED,
  call,
  modelAt,
  success,
} from '../testing/world.ts';

const must = modelAt('must');
const should = modelAt('should');
const shapes = contactShapes(CONTRACT);
const absent = knownState(shapes, { [STANDALONE]: { alternates: { BILLING: null } } });
const disabled = knownState(shapes, { [STANDALONE]: { regions: { 'af-south-1': 'DISABLED' } } });

const TYPE = { AlternateContactType: 'BILLING' };
const named = (Name: string): JsonObject => ({ ...BILLING, Name });
const put = (name: string): [OracleCall, Answer] => [call('PutAlternateContact', named(name)), success()];
const read = (name: string): [OracleCall, Answer] => [
  call('GetAlternateContact', TYPE),
  success({ AlternateContact: named(name) }),
];
const missing: [OracleCall, Answer] = [call('GetAlternateContact', TYPE), NOT_FOUND];
const remove: [OracleCall, Answer] = [call('DeleteAlternateContact', TYPE), success()];
const gone: [OracleCall, Answer] = [call('DeleteAlternateContact', TYPE), NOT_FOUND];
const answered = ([sent]: [OracleCall, Answer], answer: Answer): [OracleCall, Answer] => [sent, answer];
const enable = (answer: Answer): [OracleCall, Answer] => [
  call('EnableRegion', { RegionName: 'af-south-1' }),
  answer,
];
const disable = (answer: Answer): [OracleCall, Answer] => [
  call('DisableRegion', { RegionName: 'af-south-1' }),
  answer,
];

type Timed = [start: number, end: number, what: [OracleCall, Answer]];

function history(...timed: Timed[]): HistoryEvent[] {
  return timed.map(([start, end, [sent, answer]], id) => ({ id, start, end, call: sent, answer }));
}

const good: [name: string, events: HistoryEvent[], order?: number[]][] = [
  ['nothing', [], []],
  [
    'one after another',
    history([0, 1, put('a')], [2, 3, read('a')], [4, 5, remove], [6, 7, missing]),
    [0, 1, 2, 3],
  ],
  ['a read during a put sees the new value', history([0, 9, put('a')], [1, 2, read('a')]), [0, 1]],
  ['a read during a put sees the old value', history([0, 9, put('a')], [1, 2, missing]), [1, 0]],
  ['two puts in either order', history([0, 5, put('a')], [1, 6, put('b')], [7, 8, read('a')]), [1, 0, 2]],
  ['one of two deletes wins', history([0, 1, put('a')], [2, 6, gone], [3, 5, remove]), [0, 2, 1]],
  ['a throttled put', history([0, 1, answered(put('a'), THROTTLED)], [2, 3, missing])],
  [
    'a put without an answer seen later',
    history([0, 1, answered(put('a'), NO_ANSWER)], [2, 3, missing], [4, 5, read('a')]),
  ],
  ['a failed put never seen', history([0, 1, answered(put('a'), FAILED)], [2, 3, missing])],
  [
    'a put that overlaps all',
    history([0, 20, put('a')], [1, 2, missing], [3, 4, missing], [5, 6, read('a')]),
  ],
];

test.each(good)('Good: %s', (_name, events, order) => {
  const verdict = checkHistory(must, absent, events);
  expect(verdict.linearizable).toBe(true);
  if (order) expect(verdict).toEqual({ linearizable: true, order });
});

const bad: [name: string, events: HistoryEvent[], smallest: number[]][] = [
  ['a lost update', history([0, 1, put('a')], [2, 3, put('b')], [4, 5, read('a')]), [0, 1, 2]],
  ['a stale read', history([0, 1, put('a')], [2, 3, read('a')], [4, 5, missing]), [1, 2]],
  ['a value that nobody put', history([0, 1, put('a')], [2, 6, put('b')], [3, 5, read('c')]), [2]],
  ['two deletes that succeed', history([0, 1, put('a')], [2, 5, remove], [3, 6, remove]), [0, 1, 2]],
  ['new, then old again', history([0, 9, put('a')], [1, 2, read('a')], [3, 4, missing]), [1, 2]],
  [
    'two readers disagree on the order',
    history([0, 1, put('a')], [2, 9, put('b')], [3, 4, read('b')], [5, 6, read('a')]),
    [0, 2, 3],
  ],
  [
    'a mixture of two puts',
    history(
      [0, 5, put('a')],
      [1, 6, answered(read('a'), success({ AlternateContact: { ...named('a'), Title: 'Other' } }))],
    ),
    [1],
  ],
  ['a throttled put that is seen', history([0, 1, answered(put('a'), THROTTLED)], [2, 3, read('a')]), [0, 1]],
  [
    'a delete after which it is there',
    history([0, 1, put('a')], [2, 3, remove], [4, 5, read('a')]),
    [0, 1, 2],
  ],
];

test.each(bad)('Bad: %s', (_name, events, smallest) => {
  const verdict = checkHistory(must, absent, events);
  expect(verdict).toMatchObject({ linearizable: false });
  expect(verdict.linearizable === false && verdict.smallest.map(({ id }) => id)).toEqual(smallest);
});

test('The smallest part leaves out what has nothing to do with it', () => {
  const noise = Array.from({ length: 12 }, (_, index): Timed => [index * 2, index * 2 + 3, put(`n${index}`)]);
  const events = history(
    ...noise,
    [40, 41, put('a')],
    [42, 43, put('b')],
    [44, 45, read('a')],
    [46, 47, remove],
  );
  const verdict = checkHistory(must, absent, events);
  expect(verdict.linearizable === false && verdict.smallest.map(({ id }) => id)).toEqual([12, 13, 14]);
});

test('Of concurrent requests to enable a region exactly one wins', () => {
  const one = history([0, 5, enable(success())], [1, 6, enable(CONFLICT)], [2, 7, enable(CONFLICT)]);
  expect(checkHistory(should, disabled, one).linearizable).toBe(true);
  const settled = history([0, 5, enable(success())], [1, 6, enable(REDUNDANT)]);
  expect(checkHistory(should, disabled, settled).linearizable).toBe(true);
  const two = history([0, 5, enable(success())], [1, 6, enable(success())]);
  expect(checkHistory(should, disabled, two).linearizable).toBe(false);
  const none = history([0, 5, enable(CONFLICT)], [1, 6, enable(CONFLICT)]);
  expect(checkHistory(must, disabled, none).linearizable).toBe(false);
});

test('While a change holds, the opposite request loses', () => {
  const holding = modelAt('must', { pending: 'holds' });
  const pending = knownState(shapes, { [STANDALONE]: { regions: { 'af-south-1': 'ENABLING' } } });
  const lost = history([0, 5, disable(CONFLICT)], [1, 6, disable(CONFLICT)]);
  expect(checkHistory(holding, pending, lost).linearizable).toBe(true);
  const won = history([0, 5, disable(CONFLICT)], [1, 6, disable(success())]);
  expect(checkHistory(holding, pending, won).linearizable).toBe(false);
});

test('A put without an answer happens at most once', () => {
  const events = history(
    [0, 1, answered(put('a'), NO_ANSWER)],
    [2, 3, read('a')],
    [4, 5, put('b')],
    [6, 7, read('b')],
  );
  expect(checkHistory(must, absent, events).linearizable).toBe(true);
  const again = [...events, ...history([8, 9, read('a')]).map((event) => ({ ...event, id: 4 }))];
  const verdict = checkHistory(must, absent, again);
  expect(verdict.linearizable === false && verdict.smallest.map(({ id }) => id)).toEqual([1, 3, 4]);
});

test('An unknown first value is learned within the history', () => {
  expect(checkHistory(must, UNKNOWN_STATE, history([0, 1, read('x')], [2, 3, read('x')])).linearizable).toBe(
    true,
  );
  expect(checkHistory(must, UNKNOWN_STATE, history([0, 1, read('x')], [2, 3, read('y')])).linearizable).toBe(
    false,
  );
});

test('Many overlapping calls are decided', () => {
  const puts = Array.from({ length: 10 }, (_, index): Timed => [index, 100, put(`p${index}`)]);
  const reads = Array.from({ length: 10 }, (_, index): Timed => [
    101 + index * 2,
    102 + index * 2,
    read('p3'),
  ]);
  expect(checkHistory(must, absent, history(...puts, ...reads)).linearizable).toBe(true);
  const wrong = history(...puts, ...reads, [200, 201, read('p4')]);
  const verdict = checkHistory(must, absent, wrong);
  expect(verdict.linearizable).toBe(false);
});

test('A search that takes too long is given up, not decided', () => {
  const puts = Array.from({ length: 10 }, (_, index): Timed => [index, 100, put(`p${index}`)]);
  const wrong = history(...puts, [101, 102, read('p3')], [103, 104, read('p4')]);
  expect(checkHistory(must, absent, wrong, 10)).toEqual({ linearizable: null, tried: 10 });
});
