import { expect, test } from 'vitest';
import { EDITIONS } from '../../../spec/contract.ts';
import { loadContract } from '../../../spec/load-contract.ts';
import { obligationsOf } from '../../../spec/obligations.ts';
import { constraintPlace } from './constraint-place.ts';

const all = EDITIONS.flatMap((edition) => obligationsOf(loadContract(edition)));

/** What the line of a constraint holds; of the others it names the member or its shape. */
const HELD: Readonly<Record<string, RegExp>> = {
  'min-length': /minLength: \d/,
  'max-length': /maxLength: \d/,
  minimum: /minimum: \d/,
  maximum: /maximum: \d/,
  enum: /enum: /,
  pattern: /pattern: /,
  type: /type: /,
  'type-error': /type: /,
  'required-when': /x-required-when: /,
};

test('each obligation has the line of its constraint', () => {
  // A line is looked for in the whole document, so one obligation stands for those of the same place.
  const places = new Map(all.map((one) => [`${one.operation} ${one.path.join('.')} ${one.constraint}`, one]));
  for (const obligation of places.values()) {
    const { id, constraint, path, source } = obligation;
    const { text } = constraintPlace(obligation);
    const member = path.findLast((segment) => segment !== '[]') ?? '';
    const held = source.includes('rulings.yaml')
      ? new RegExp(`ruling: ${constraint}\\b`)
      : (HELD[constraint] ?? new RegExp(String.raw`\b${member}\b|x-text: open`));
    expect(text, id).toMatch(held);
  }
});

test('a place that the contract lacks is an error', () => {
  expect(() => constraintPlace({ operation: 'ListRegions', path: ['Nothing'], constraint: 'enum' })).toThrow(
    'ListRegions/Nothing: not found in spec/account.openapi.yaml',
  );
});
