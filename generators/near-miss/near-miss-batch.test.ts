import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { obligationId, obligationsOf, type Obligation } from '../../spec/obligations.ts';
import { textMember, breaksExactly } from './breaks-exactly.ts';
import { inputBreaks } from './input-breaks.ts';
import { operationOf } from '../values/input.ts';
import { judge } from '../values/input-faults.ts';
import { nearMissBatches } from './near-miss-batch.ts';
import { PRINTABLE_ASCII } from '../text/pattern-grammar.ts';

const contract = loadContract('current');
const options = { values: 'any', accountId: '123456789012' } as const;
const refusing = obligationsOf(contract).filter(({ side }) => side === 'refuses');

function batchesOf(obligation: Obligation, seed: number) {
  return nearMissBatches(contract, obligation, options).flatMap(({ arbitrary }) =>
    fc.sample(arbitrary, { seed, numRuns: 1 }),
  );
}

function find(...named: Parameters<typeof obligationId>): Obligation {
  const obligation = refusing.find(({ id }) => id === obligationId(...named));
  if (!obligation) throw new RangeError(named.join(' '));
  return obligation;
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('each control is valid, and each near miss breaks exactly what is named', () => {
    for (const obligation of refusing) {
      const { input } = operationOf(contract, obligation.operation);
      for (const { control, misses } of batchesOf(obligation, seed)) {
        expect([obligation.id, judge(input, control)]).toEqual([obligation.id, 'must']);
        const inexact = misses.find(({ nearMiss }) => !breaksExactly(contract, obligation, nearMiss));
        expect([obligation.id, inexact]).toEqual([obligation.id, undefined]);
      }
    }
  });

  test('no obligation is without a near miss, and the same seed gives the same ones', () => {
    for (const obligation of refusing) {
      const batches = batchesOf(obligation, seed);
      expect([obligation.id, batches.some(({ misses }) => misses.length > 0)]).toEqual([obligation.id, true]);
      expect(batchesOf(obligation, seed)).toEqual(batches);
    }
  });
});

test('every character that is not a digit is tried in an account id', () => {
  const tried = batchesOf(find('GetAlternateContact', ['AccountId'], 'pattern', 'refuses'), 1)
    .flatMap(({ misses }) => misses)
    .map(({ nearMiss }) => textMember(nearMiss, 'AccountId') ?? '');
  const foreign = PRINTABLE_ASCII.filter((character) => !/\d/u.test(character));
  expect(foreign.filter((character) => !tried.some((text) => text.includes(character)))).toEqual([]);
  expect(tried.some((text) => text.length < 12)).toBe(true);
  expect(tried.some((text) => text.length > 12)).toBe(true);
});

test('every value of an enum is tried with a blank on either side', () => {
  const tried = batchesOf(find('PutAlternateContact', ['AlternateContactType'], 'enum', 'refuses'), 1)
    .flatMap(({ misses }) => misses)
    .map(({ nearMiss }) => nearMiss['AlternateContactType']);
  for (const type of ['BILLING', 'OPERATIONS', 'SECURITY']) {
    expect(tried).toContain(` ${type}`);
    expect(tried).toContain(`${type} `);
  }
});

test('every way to break a constraint that breaks something is drawn within three seeds', () => {
  const obligation = find('PutAlternateContact', ['PhoneNumber'], 'pattern', 'refuses');
  const labels = new Set(inputBreaks(contract, obligation, options).map(({ label }) => label));
  const drawn = new Set(
    [1, 2, 3].flatMap((seed) =>
      batchesOf(obligation, seed).flatMap(({ misses }) => misses.map(({ label }) => label)),
    ),
  );
  // White space and one character less or more leave a phone number that matches the pattern.
  expect([...labels].filter((label) => !drawn.has(label))).toEqual([
    'a line break at the end',
    'one character less',
    'one character more',
  ]);
});

test('an accepting obligation has none', () => {
  const requireAccepted = obligationsOf(contract).filter(({ side }) => side === 'accepts');
  expect(requireAccepted.flatMap((one) => nearMissBatches(contract, one, options))).toEqual([]);
});
