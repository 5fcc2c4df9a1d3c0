import { describe, expect, test } from 'vitest';
import type { AnswerExpectation } from '../../results/record.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { judgeAnswer, firstDifference } from './judge.ts';
import { craftAnswer, type Crafted } from '../testing/test-session.ts';

const contract = loadContract();
const regions = (...list: [string, string][]) =>
  list.map(([RegionName, RegionOptStatus]) => ({ RegionName, RegionOptStatus }));
const page = (list: ReturnType<typeof regions>, NextToken?: string): Crafted => ({
  body: { Regions: list, ...(NextToken === undefined ? {} : { NextToken }) },
});
const refused = (status: number, error: string, reason?: string): Crafted => ({
  status,
  body: { __type: error, message: 'no', ...(reason === undefined ? {} : { reason }) },
});
const STATUS = 'GetRegionOptStatus';
const enabled = { operation: STATUS, body: { RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' } };
const contact = (Name: string, City: string) => ({ ContactInformation: { FullName: Name, City } });
const timeout: Crafted = { fault: { kind: 'timeout', message: 'late' } };

/** What is expected, answers that are as expected, and others with the problem that is to be named. */
const CASES: readonly {
  readonly name: string;
  readonly expected: AnswerExpectation;
  readonly right: readonly Crafted[];
  readonly wrong: readonly (readonly [Crafted, RegExp])[];
}[] = [
  {
    name: 'anything',
    expected: { kind: 'anything' },
    right: [enabled, refused(500, 'InternalServerException'), timeout],
    wrong: [],
  },
  {
    name: 'success',
    expected: { kind: 'success' },
    right: [enabled, { ...enabled, body: { ...enabled.body, Later: 1 } }],
    wrong: [
      [{ ...enabled, status: 201 }, /no success/],
      [{ ...enabled, body: '' }, /without a JSON object/],
      [{ ...enabled, body: { RegionName: 'af-south-1', RegionOptStatus: 'ON' } }, /RegionOptStatus/],
      [refused(400, 'ValidationException'), /no success/],
      [timeout, /no success/],
    ],
  },
  {
    name: 'success without output',
    expected: { kind: 'success' },
    right: [{ operation: 'EnableRegion' }, { operation: 'EnableRegion', body: {} }],
    wrong: [[{ operation: 'EnableRegion', status: 204 }, /no success/]],
  },
  {
    name: 'success with an equal output',
    expected: { kind: 'success', output: enabled.body, outputMatch: 'equal' },
    right: [enabled, { ...enabled, body: { ...enabled.body, Later: 1 } }],
    wrong: [
      [{ ...enabled, body: { ...enabled.body, RegionName: 'eu-south-1' } }, /another output/],
      [{ ...enabled, body: { RegionName: 'af-south-1', RegionOptStatus: null } }, /RegionOptStatus is/],
    ],
  },
  {
    name: 'success that contains an output',
    expected: { kind: 'success', output: { RegionOptStatus: 'ENABLED' }, outputMatch: 'contains' },
    right: [enabled],
    wrong: [[{ ...enabled, body: { ...enabled.body, RegionOptStatus: 'DISABLED' } }, /another output/]],
  },
  {
    name: 'success that contains a nested output',
    expected: { kind: 'success', output: { ContactInformation: { City: 'Oslo' } }, outputMatch: 'contains' },
    right: [{ operation: null, body: contact('Jane', 'Oslo') }],
    wrong: [
      [{ operation: null, body: contact('Jane', 'Bergen') }, /another output/],
      [{ operation: null, body: { ContactInformation: 'Oslo' } }, /another output/],
      [{ operation: null, body: {} }, /another output/],
    ],
  },
  {
    name: 'refusal',
    expected: { kind: 'refused', answers: null },
    right: [refused(400, 'Whatever'), refused(404, 'ResourceNotFoundException'), { status: 499 }],
    wrong: [
      [enabled, /no refusal/],
      [{ status: 302 }, /no refusal/],
      [refused(500, 'InternalServerException'), /no refusal/],
      [timeout, /no refusal/],
    ],
  },
  {
    name: 'refusal with its error',
    expected: { kind: 'refused', answers: [{ error: 'ValidationException', statuses: [400] }] },
    right: [refused(400, 'ValidationException')],
    wrong: [
      [refused(403, 'ValidationException'), /another status/],
      [refused(400, 'AccessDeniedException'), /another error name/],
      [{ status: 400 }, /another error name/],
    ],
  },
  {
    name: 'refusal with one of several errors, each with its own status',
    expected: {
      kind: 'refused',
      answers: [
        { error: 'ValidationException', statuses: [400] },
        { error: 'AccessDeniedException', statuses: [403] },
      ],
    },
    right: [refused(400, 'ValidationException'), refused(403, 'AccessDeniedException')],
    wrong: [
      [refused(400, 'AccessDeniedException'), /another status/],
      [refused(403, 'ValidationException'), /another status/],
      [refused(403, 'ResourceNotFoundException'), /another error name/],
      [refused(404, 'ResourceNotFoundException'), /another status/],
    ],
  },
  {
    name: 'refusal with any error and one of these statuses',
    expected: { kind: 'refused', answers: [{ error: null, statuses: [404] }] },
    right: [refused(404, 'Whatever'), { status: 404 }],
    wrong: [[refused(400, 'Whatever'), /another status/]],
  },
  {
    name: 'refusal with an error of any status',
    expected: { kind: 'refused', answers: [{ error: 'ValidationException', statuses: null }] },
    right: [refused(400, 'ValidationException'), refused(422, 'ValidationException')],
    wrong: [[refused(400, 'Whatever'), /another error name/]],
  },
  {
    name: 'refusal for a reason',
    expected: { kind: 'refused', answers: null, reason: 'invalidRegionOptTarget' },
    right: [refused(400, 'ValidationException', 'invalidRegionOptTarget')],
    wrong: [
      [refused(400, 'ValidationException', 'fieldValidationFailed'), /another reason/],
      [refused(400, 'ValidationException'), /another reason/],
    ],
  },
  {
    name: 'status',
    expected: { kind: 'status', statuses: [404, 405] },
    right: [{ status: 405, body: '<html>' }],
    wrong: [
      [{ status: 400 }, /another status/],
      [timeout, /another status/],
    ],
  },
  {
    name: 'no server error',
    expected: { kind: 'no-server-error' },
    right: [enabled, { status: 499 }, { ...timeout, request: { incomplete: true } }],
    wrong: [
      [{ status: 500 }, /server error/],
      [timeout, /no whole answer/],
    ],
  },
  {
    name: 'invariant',
    expected: { kind: 'invariant', rule: 'wire/no-server-error' },
    right: [{ status: 404 }],
    wrong: [[{ status: 503 }, /the status is 503/]],
  },
  {
    name: 'regions',
    expected: { kind: 'regions', statuses: { 'a-a-1': 'ENABLED', 'b-b-1': 'DISABLED' }, limit: 2 },
    right: [
      page(regions(['a-a-1', 'ENABLED'], ['b-b-1', 'DISABLED'])),
      page(regions(['b-b-1', 'DISABLED'], ['a-a-1', 'ENABLED'])),
      page(regions(['a-a-1', 'ENABLED']), 'more'),
      page([], 'more'),
    ],
    wrong: [
      [{ body: {} }, /no list Regions/],
      [page([]), /a-a-1 is missing/],
      [page(regions(['a-a-1', 'ENABLED'])), /b-b-1 is missing and no token follows/],
      [page(regions(['a-a-1', 'ENABLED'], ['a-a-1', 'ENABLED']), 'more'), /listed twice/],
      [page(regions(['a-a-1', 'DISABLED']), 'more'), /a-a-1 is DISABLED, expected ENABLED/],
      [page(regions(['c-c-1', 'ENABLED']), 'more'), /c-c-1 .* does not belong there/],
      [refused(400, 'ValidationException'), /no success/],
    ],
  },
  {
    name: 'a page of limited size',
    expected: { kind: 'regions', statuses: { 'a-a-1': 'ENABLED', 'b-b-1': 'ENABLED' }, limit: 1 },
    right: [page(regions(['a-a-1', 'ENABLED']), 'more')],
    wrong: [[page(regions(['a-a-1', 'ENABLED'], ['b-b-1', 'ENABLED'])), /2 regions on a page of 1/]],
  },
  {
    name: 'unmixed',
    expected: { kind: 'unmixed', old: contact('Jane', 'Oslo'), now: contact('John', 'Oslo') },
    right: [{ operation: null, body: contact('John', 'Oslo') }],
    wrong: [
      [{ operation: null, body: contact('Jane', 'Oslo') }, /FullName still has its old value/],
      [{ operation: null, status: 404 }, /no success/],
    ],
  },
  {
    name: 'unmixed where a member was dropped',
    expected: { kind: 'unmixed', old: { A: 'old', B: 'same' }, now: { B: 'same' } },
    right: [{ operation: null, body: { B: 'same' } }],
    wrong: [[{ operation: null, body: { A: 'old', B: 'same' } }, /A still has its old value/]],
  },
  {
    name: 'one of several',
    expected: { kind: 'any-of', of: [{ kind: 'status', statuses: [409] }, { kind: 'success' }] },
    right: [enabled, { status: 409 }],
    wrong: [[{ status: 400 }, /none of them/]],
  },
];

describe.each(CASES)('$name', ({ expected, right, wrong }) => {
  const judge = (crafted: Crafted) => {
    const { operation = 'ListRegions' } = crafted;
    return judgeAnswer(expected, craftAnswer(crafted), { contract, operation, earlier: [] });
  };

  test.each(right.map((crafted) => [JSON.stringify(crafted), crafted] as const))(
    'is given by %s',
    (_name, crafted) => {
      expect(judge(crafted)).toBeNull();
    },
  );

  test.each(wrong.map(([crafted, problem]) => [JSON.stringify(crafted), crafted, problem] as const))(
    'is not given by %s',
    (_name, crafted, problem) => {
      expect(judge(crafted)).toMatch(problem);
    },
  );
});

test('the table has every kind of expectation that is judged from one answer', () => {
  const kinds = new Set(CASES.map(({ expected }) => expected.kind));
  const all: Record<AnswerExpectation['kind'], true> = {
    anything: true,
    success: true,
    refused: true,
    status: true,
    'no-server-error': true,
    invariant: true,
    'same-answer': true,
    regions: true,
    unmixed: true,
    model: true,
    linearizable: true,
    'any-of': true,
  };
  expect([...kinds, 'same-answer', 'model', 'linearizable'].toSorted()).toEqual(Object.keys(all).toSorted());
});

describe('the same answer as an earlier call', () => {
  const same = (one: Crafted, other: Crafted, as = 0) =>
    judgeAnswer({ kind: 'same-answer', as }, craftAnswer(one), {
      contract,
      operation: STATUS,
      earlier: [craftAnswer(other)],
    });

  test('has its body, members in any order', () => {
    const reordered = { ...enabled, body: { RegionOptStatus: 'ENABLED', RegionName: 'af-south-1' } };
    expect(same(reordered, enabled)).toBeNull();
    expect(same({ ...enabled, body: { ...enabled.body, RegionOptStatus: 'ENABLING' } }, enabled)).toBe(
      'another answer',
    );
  });

  test('has its error and reason, whatever the message', () => {
    const not = (message: string): Crafted => ({
      status: 404,
      body: { __type: 'ResourceNotFoundException', message },
    });
    expect(same(not('one'), not('other'))).toBeNull();
    expect(same(not('one'), refused(404, 'ConflictException'))).toBe('another answer');
    expect(same(refused(400, 'A', 'one'), refused(400, 'A', 'other'))).toBe('another answer');
    expect(same(refused(400, 'A'), refused(404, 'A'))).toBe('another answer');
  });

  test('is not given where there was no such call', () => {
    expect(same(enabled, enabled, 3)).toBe('another answer');
  });
});

test.each(['model', 'linearizable'] as const)('%s is as the follower of the calls says', (kind) => {
  const judge = (verdict: string | null) =>
    judgeAnswer({ kind, level: 'must' }, craftAnswer(enabled), {
      contract,
      operation: STATUS,
      earlier: [],
      modelVerdict: () => verdict,
    });
  expect(judge(null)).toBeNull();
  expect(judge('ENABLING before ENABLED')).toBe('ENABLING before ENABLED');
});

const oslo = { ContactInformation: { City: 'Oslo', PhoneNumber: '+47 1' } };

describe('the first difference', () => {
  test.each([
    [
      { ContactInformation: { City: 'Oslo', PhoneNumber: '+471' } },
      'ContactInformation.PhoneNumber is "+471", expected "+47 1"',
    ],
    [{ ContactInformation: { City: 'Oslo' } }, 'ContactInformation.PhoneNumber is missing, expected "+47 1"'],
    [{ ...oslo, NextToken: 'x' }, 'NextToken is there with "x"'],
    [
      { ContactInformation: 'Oslo' },
      'ContactInformation is "Oslo", expected {"City":"Oslo","PhoneNumber":"+47 1"}',
    ],
    [null, 'it is null, expected {"ContactInformation":{"City":"Oslo","PhoneNumber":"+47 1"}}'],
  ])('%j', (found, difference) => {
    expect(firstDifference(oslo, found)).toBe(difference);
  });

  test('members beyond the expected ones are none where only those are asked for', () => {
    const found = { More: 1, ContactInformation: { More: 1, City: 'Bergen' } };
    expect(firstDifference({ ContactInformation: { City: 'Oslo' } }, found, { whole: false })).toBe(
      'ContactInformation.City is "Bergen", expected "Oslo"',
    );
  });

  test('long values are cut', () => {
    expect(firstDifference('a'.repeat(200), 'b').length).toBeLessThan(120);
  });
});
