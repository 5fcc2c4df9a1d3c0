import { expect, test } from 'vitest';
import { outcomeLines } from './outcome-lines.ts';

const passed = { id: 'contacts/create', level: 'must', outcome: 'pass', requests: 3 };
const observed = { id: 'listing/order', level: 'contested', outcome: 'observed', requests: 1 };
const result = { edition: 'guide-2024', target: { name: 'moto', region: 'us-east-1' } };

test('each rule is a line of target, edition, id, level and outcome', () => {
  expect(outcomeLines(JSON.stringify({ ...result, rules: [passed, observed] }))).toEqual([
    'moto guide-2024 contacts/create must pass',
    'moto guide-2024 listing/order contested observed',
  ]);
});

test('what holds no rules is an error, and never equal to another run', () => {
  expect(() => outcomeLines(JSON.stringify({ ...result, rules: [] }))).toThrow('rules');
  expect(() => outcomeLines('{}')).toThrow('edition');
  expect(() => outcomeLines('')).toThrow(SyntaxError);
});
