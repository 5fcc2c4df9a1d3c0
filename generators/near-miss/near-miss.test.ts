import { describe, expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { obligationId, obligationsOf, type Obligation } from '../../spec/obligations.ts';
import { acceptances } from './acceptance.ts';
import { batteryProblems, schemaErrors } from '../battery.ts';
import { samplesOf } from '../histograms.ts';
import { judge } from '../values/input-faults.ts';
import { nearMisses, type NearMiss } from './near-miss.ts';

const contract = loadContract('current');
const options = { values: 'any', accountId: '123456789012' } as const;
const refusing = obligationsOf(contract).filter(({ side }) => side === 'refuses');
/** What ajv calls the constraint, and what else the same value breaks by nature. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  required: ['required'],
  null: ['type', 'enum'],
  type: ['type', 'enum'],
  'type-error': ['type', 'enum'],
  'min-length': ['minLength', 'pattern'],
  'max-length': ['maxLength'],
  pattern: ['pattern', 'minLength'],
  enum: ['enum'],
  minimum: ['minimum'],
  maximum: ['maximum'],
};

function inputOf({ operation }: Obligation) {
  const found = contract.operations[operation];
  if (!found) throw new RangeError(operation);
  return found.input;
}

function isExact(obligation: Obligation, { control, nearMiss }: NearMiss): boolean {
  const input = inputOf(obligation);
  if (judge(input, control) !== 'must' || schemaErrors(input.name, control).length > 0) return false;
  if (judge(input, nearMiss) !== 'invalid') return false;
  if (differences(control, nearMiss).join() !== placeOf(obligation)) return false;
  // The condition on another member is not a JSON Schema keyword of the contract.
  if (obligation.constraint === 'required-when') return schemaErrors(input.name, nearMiss).length === 0;
  const errors = schemaErrors(input.name, nearMiss);
  const allowed = KEYWORDS[obligation.constraint] ?? [];
  return (
    errors.some(({ keyword }) => keyword === allowed[0]) &&
    errors.every(({ keyword, instancePath, params }) => {
      const place =
        keyword === 'required' ? `${instancePath}/${String(params['missingProperty'])}` : instancePath;
      return allowed.includes(keyword) && place.replaceAll(/\/[0-9]+/gu, '') === placeOf(obligation);
    })
  );
}

function placeOf({ path }: Obligation): string {
  return path
    .filter((step) => step !== '[]')
    .map((step) => `/${step}`)
    .join('');
}

/** The members in which two inputs differ, down to structures that both have. */
function differences(one: unknown, other: unknown, place = ''): string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  if (!isRecord(one) || !isRecord(other)) return [place];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const inside = names.flatMap((name) => differences(one[name], other[name], `${place}/${name}`));
  return inside;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe.each(Object.keys(contract.operations))('%s', (operation) => {
  const own = refusing.filter((obligation) => obligation.operation === operation);

  test('every refusing obligation has near misses', () => {
    const without = own.filter((obligation) => nearMisses(contract, obligation, options).length === 0);
    expect(without.map(({ id }) => id)).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });

  test.each(['any', 'plausible'] as const)(
    '%s: a near miss violates exactly what it names, while it shrinks too',
    (values) => {
      for (const obligation of own) {
        for (const { label, arbitrary } of nearMisses(contract, obligation, { ...options, values })) {
          const wrong = samplesOf(arbitrary, 3, 4).filter((pair) => !isExact(obligation, pair));
          expect([obligation.id, label, wrong[0]]).toEqual([obligation.id, label, undefined]);
        }
      }
    },
  );
});

test('near misses without an account or with one give the same labels', () => {
  const id = obligationId('GetAlternateContact', ['AccountId'], 'pattern', 'refuses');
  const obligation = refusing.find((one) => one.id === id);
  if (!obligation) throw new RangeError(id);
  const labels = (accountId?: string) =>
    nearMisses(
      contract,
      obligation,
      accountId === undefined ? { values: 'any' } : { values: 'any', accountId },
    ).map(({ label }) => label);
  expect(labels()).toEqual(labels('123456789012'));
  expect(labels()).toContain('a line break at the end');
});

test.each([
  ['PutAlternateContact', ['EmailAddress'], 'max-length'],
  ['PutAlternateContact', ['EmailAddress'], 'pattern'],
  ['PutAlternateContact', ['AlternateContactType'], 'enum'],
  ['PutContactInformation', ['ContactInformation', 'CountryCode'], 'min-length'],
  ['PutContactInformation', ['ContactInformation', 'StateOrRegion'], 'required-when'],
  ['ListRegions', ['RegionOptStatusContains', '[]'], 'enum'],
  ['ListRegions', ['MaxResults'], 'maximum'],
  ['PutContactInformation', ['ContactInformation'], 'type'],
] as const)('%s %j %s: the battery', (operation, path, constraint) => {
  const obligation = refusing.find(({ id }) => id === obligationId(operation, path, constraint, 'refuses'));
  if (!obligation) throw new RangeError(constraint);
  for (const { arbitrary } of nearMisses(contract, obligation, options)) {
    const problems = batteryProblems({ arbitrary, belongs: (pair) => isExact(obligation, pair) });
    expect(problems).toEqual([]);
  }
});

test('a bad element stands at the first, a middle and the last place of a list', () => {
  const obligation = refusing.find(({ id }) => id.includes('[]/enum'));
  if (!obligation) throw new RangeError('a list');
  const places = new Set<string>();
  for (const { arbitrary } of nearMisses(contract, obligation, options)) {
    for (const { control, nearMiss } of samplesOf(arbitrary, 2, 5)) {
      const [good, bad] = [control, nearMiss].map(
        (input) => input['RegionOptStatusContains'] as readonly string[],
      );
      const at = bad?.findIndex((word, index) => word !== good?.[index]) ?? -1;
      places.add(at === 0 ? 'first' : at === (bad?.length ?? 0) - 1 ? 'last' : 'middle');
    }
  }
  expect([...places].toSorted()).toEqual(['first', 'last', 'middle']);
});

test('the accepting side of every obligation that can be observed has inputs of its level', () => {
  const requireAccepted = obligationsOf(contract).filter(
    (one) => one.side === 'accepts' && one.unobservable === undefined,
  );
  expect(requireAccepted.length).toBeGreaterThan(100);
  for (const obligation of requireAccepted) {
    const variants = acceptances(contract, obligation, options);
    expect([obligation.id, variants.length > 0]).toEqual([obligation.id, true]);
    for (const { label, arbitrary } of variants) {
      const levels = new Set(samplesOf(arbitrary, 2, 10).map((input) => judge(inputOf(obligation), input)));
      // One ruling may speak of zones of two levels; the obligation then has the stronger one.
      expect([obligation.id, label, [...levels]]).toEqual([obligation.id, label, [obligation.level]]);
    }
  }
});
