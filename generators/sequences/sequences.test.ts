import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { loadContract } from '../../spec/load-contract.ts';
import { textMember } from '../near-miss/breaks-exactly.ts';
import { batteryProblems } from '../battery.ts';
import { callSequence } from './call-sequence.ts';
import { contactSequence, type Call } from './contact-sequence.ts';
import { samplesOf, transitionPairs } from '../histograms.ts';
import { judge } from '../values/input-faults.ts';

const contract = loadContract();
const bounds = { minLength: 30, maxLength: 60 } as const;
const contacts = contactSequence(contract, { values: 'any', ...bounds });
const callers = [
  {
    name: 'management',
    accountId: '111111111111',
    reaches: ['222222222222', '333333333333'],
    refused: ['111111111111'],
  },
  { name: 'member', accountId: '222222222222', reaches: [], refused: ['333333333333'] },
];
const calls = callSequence(contract, {
  values: 'any',
  ...bounds,
  callers,
  regions: ['af-south-1', 'me-south-1'],
});

function isValid({ operation, input }: Call): boolean {
  const shape = contract.operations[operation]?.input;
  return shape !== undefined && judge(shape, input) === 'must';
}

test('sequences pass the battery: every call is valid, shrinks are shorter and valid', () => {
  expect(
    batteryProblems({ arbitrary: contacts, belongs: (all) => all.length > 0 && all.every(isValid) }),
  ).toEqual([]);
  expect(
    batteryProblems({ arbitrary: calls, belongs: (all) => all.length > 0 && all.every(isValid) }),
  ).toEqual([]);
});

test('half of the contact sequences have thirty calls or more', () => {
  const lengths = samplesOf(contacts, 10)
    .map(({ length }) => length)
    .toSorted((one, other) => one - other);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeGreaterThanOrEqual(30);
});

test('every transition follows every other that can precede it', () => {
  const pairs = transitionPairs(samplesOf(contacts, 5));
  const toAbsent = ['Delete absent', 'Delete present', 'Get absent'];
  const toPresent = ['Get present', 'Put absent', 'Put present'];
  const possible = [
    ...toAbsent.flatMap((before) =>
      ['Delete absent', 'Get absent', 'Put absent'].map((after) => `${before}, ${after}`),
    ),
    ...toPresent.flatMap((before) =>
      ['Delete present', 'Get present', 'Put present'].map((after) => `${before}, ${after}`),
    ),
  ];
  expect([...pairs.keys()].toSorted()).toEqual(possible.toSorted());
  const total = [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const inVain = [...pairs].filter(([pair]) => /, (?:Get|Delete) absent$/u.test(pair));
  expect(inVain.reduce((sum, [, count]) => sum + count, 0) / total).toBeLessThan(0.2);
  for (const [pair, count] of pairs) expect.soft([pair, count / total > 0.005]).toEqual([pair, true]);
});

test('a failing pair of calls shrinks to those two, with the smallest contact', () => {
  const getAfterPut = (all: readonly Call[]): boolean =>
    all.some(
      ({ operation, input }, at) =>
        operation === 'GetAlternateContact' &&
        all[at - 1]?.operation === 'PutAlternateContact' &&
        all[at - 1]?.input['AlternateContactType'] === input['AlternateContactType'],
    );
  for (const seed of [1, 2, 3]) {
    const { counterexample } = fc.check(
      fc.property(contacts, (all) => !getAfterPut(all)),
      { seed },
    );
    const [shrunk] = counterexample ?? [];
    expect(shrunk?.map(({ operation }) => operation)).toEqual(['PutAlternateContact', 'GetAlternateContact']);
    expect(shrunk?.[0]?.input).toMatchObject({
      EmailAddress: 'a@a.a',
      Name: 'a',
      PhoneNumber: '00',
      Title: 'a',
    });
  }
});

test('calls come from every caller, name every account, and reach every operation and region', () => {
  const drawn = samplesOf(calls, 5).flat();
  const seen = (values: readonly unknown[]) => [...new Set(values)].map(String).toSorted();
  expect(seen(drawn.map(({ caller }) => caller))).toEqual(['management', 'member']);
  expect(seen(drawn.map(({ operation }) => operation))).toEqual(Object.keys(contract.operations).toSorted());
  expect(seen(drawn.map(({ caller, input }) => `${caller} ${textMember(input, 'AccountId')}`))).toEqual([
    'management 111111111111',
    'management 222222222222',
    'management 333333333333',
    'management undefined',
    'member 333333333333',
    'member undefined',
  ]);
  expect(seen(drawn.flatMap(({ input }) => input['RegionName'] ?? []))).toEqual(['af-south-1', 'me-south-1']);
  const refused = drawn.filter(({ caller, input }) =>
    callers.some(
      ({ name, refused: accounts }) =>
        name === caller && accounts.includes(textMember(input, 'AccountId') ?? ''),
    ),
  );
  expect(refused.length / drawn.length).toBeLessThan(0.2);
});

test('most reads and deletions find something', () => {
  const drawn = samplesOf(calls, 5);
  let found = 0;
  let missed = 0;
  for (const sequence of drawn) {
    const stored = new Set<string>();
    for (const { caller, operation, input } of sequence) {
      const own = callers.find(({ name }) => name === caller);
      const named = input['AccountId'] === undefined ? own?.accountId : textMember(input, 'AccountId');
      if (input['AccountId'] !== undefined && !own?.reaches.includes(textMember(input, 'AccountId') ?? ''))
        continue;
      const key = `${named} ${textMember(input, 'AlternateContactType')}`;
      if (operation === 'PutAlternateContact') stored.add(key);
      if (operation !== 'GetAlternateContact' && operation !== 'DeleteAlternateContact') continue;
      if (stored.has(key)) found += 1;
      else missed += 1;
      if (operation === 'DeleteAlternateContact') stored.delete(key);
    }
  }
  expect(found).toBeGreaterThan(missed * 1.5);
  expect(missed).toBeGreaterThan(0);
});
