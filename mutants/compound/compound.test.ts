import { describe, expect, test } from 'vitest';
import { createReference } from '../../reference/core/service.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import { EDITIONS } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { defaultParts } from '../../reference/core/default-parts.ts';
import type { Mutant } from '../mutant.ts';
import { allMutants } from '../registry.ts';
import {
  Compounding,
  whyApart,
  differences,
  withDifferences,
  chosenComponents,
  drawComponents,
} from './compound.ts';

const contract = loadContract();
const compounding = new Compounding(contract);
const known = new Map(allMutants().map((one) => [one.id, one]));

function mutant(id: string): Mutant {
  const found = known.get(id);
  if (!found) throw new RangeError(`no mutant is called ${id}`);
  return found;
}

/** Numbers that look random and are the same each time. */
function numbers(seed: number) {
  let state = seed;
  return (least: number, most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1;
    return least + (state % (most - least + 1));
  };
}

describe('differences', () => {
  test.each(EDITIONS)('of every changed contract of edition %s make it again', (edition) => {
    const base = loadContract(edition);
    const changed = allMutants(edition).flatMap(({ options }) => options?.contract ?? []);
    expect(changed.length).toBeGreaterThan(10);
    for (const one of changed) expect(withDifferences(base, differences(base, one))).toStrictEqual(one);
  });

  test('are the innermost places, and a list of another length is one place', () => {
    const base = { kept: { a: 1 }, list: [1, 2], longer: [1], gone: 1 };
    const copy = { kept: base.kept, list: [1, 3], longer: [1, 2], added: { b: 2 } };
    expect(differences(base, copy)).toEqual([
      { path: ['list', '1'], value: 3 },
      { path: ['longer'], value: [1, 2] },
      { path: ['gone'], value: undefined },
      { path: ['added'], value: { b: 2 } },
    ]);
    expect(Object.keys(withDifferences(base, differences(base, copy)))).toEqual([
      'kept',
      'list',
      'longer',
      'added',
    ]);
  });
});

describe('what can be in one service', () => {
  const title = 'derived/PutAlternateContact/Title';
  test.each([
    ['one rule', `${title}/type/accepted`, `${title}/type/accepted`, 'both name the rule'],
    [
      'places of which one holds the other',
      'derived/GetAlternateContact/output/AlternateContact/retyped',
      'derived/GetAlternateContact/output/AlternateContact.Title/renamed',
      'both change operations/GetAlternateContact/output/members/AlternateContact/shape',
    ],
  ])('two that have %s conflict', (_what, one, other, why) => {
    expect(compounding.conflict(mutant(one), mutant(other))).toContain(why);
    expect(compounding.conflict(mutant(other), mutant(one))).toContain(why);
  });

  test('two that set an option differently conflict', () => {
    const slow: Mutant = { ...mutant('written/city-capitalized'), options: { regionDelayMs: 5 } };
    const fast: Mutant = { ...slow, rule: 'another', options: { regionDelayMs: 1 } };
    expect(compounding.conflict(slow, fast)).toBe('they set regionDelayMs differently');
    expect(compounding.conflict(slow, { ...slow, rule: 'another' })).toBeNull();
  });

  test.each([
    ['written/rate-never-refilled', 'its requests are counted by the second'],
    ['written/every-fifth-read-is-old', 'its calls are sent at the same time'],
  ])('%s is in no compound', (id, why) => {
    expect(whyApart(mutant(id))).toBe(why);
    const chosen = () => chosenComponents([mutant(id)], compounding);
    expect(chosen).toThrow(`${id} is in no compound: ${why}`);
  });

  test('chosen ones that conflict are refused by name', () => {
    const pair = [mutant(`${title}/type/accepted`), mutant(`${title}/type/accepted`)];
    expect(() => chosenComponents(pair, compounding)).toThrow(
      /Title\/type\/accepted and .* do not fit together/,
    );
  });
});

describe('a draw', () => {
  test('has so many that fit together, the same for the same numbers and others for others', () => {
    const draw = (seed: number) => drawComponents(allMutants(), 20, compounding, numbers(seed));
    const drawn = draw(1);
    expect(new Set(drawn.map(({ rule }) => rule)).size).toBe(20);
    expect(chosenComponents(drawn, compounding)).toBe(drawn);
    const ids = (some: readonly Mutant[]) => some.map(({ id }) => id);
    expect(ids(draw(1))).toEqual(ids(drawn));
    expect(ids(draw(2))).not.toEqual(ids(drawn));
  });

  test('of more than fit together ends', () => {
    const few = allMutants().filter(({ rule }) => rule === 'wire/success-status');
    expect(() => drawComponents(few, 2, compounding, numbers(1))).toThrow('only 1 of these mutants fit');
  });
});

describe('a joined service', () => {
  test('has the changes of all contracts', () => {
    const { options } = compounding.join([
      mutant('derived/PutAlternateContact/success-status/created'),
      mutant('derived/DeleteAlternateContact/path/in-lower-case'),
      mutant('written/scope-in-any-case'),
    ]);
    expect(options?.contract?.operations['PutAlternateContact']?.successStatus).toBe(201);
    expect(options?.contract?.operations['DeleteAlternateContact']?.path).toBe('/deletealternatecontact');
    expect(options?.verifySignatures).toBe(true);
  });

  test('nests what wraps one handler, the last round the others', () => {
    const order: string[] = [];
    const says = (rule: string): Mutant => ({
      id: rule,
      fault: rule,
      kind: 'written',
      rule,
      compose: wrapHandler('ListRegions', (inner) => (call, parts) => {
        order.push(rule);
        return inner(call, parts);
      }),
    });
    const { compose } = compounding.join([says('inner'), says('outer')]);
    const { options } = createReference({ world: { organizations: [], standalone: [] }, credentials: [] });
    const parts = compose?.(defaultParts(options));
    const operation = contract.operations['ListRegions'];
    if (!parts || !operation) throw new RangeError('nothing to call');
    parts.handlers['ListRegions']?.({ operation, caller: '1', account: '1', input: {} }, parts);
    expect(order).toEqual(['outer', 'inner']);
  });
});
