import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { coveringTexts } from './covering-texts.ts';
import { judgeText } from '../values/judge-text.ts';
import { PRINTABLE_ASCII } from './pattern-grammar.ts';
import { inputTexts } from '../histograms.ts';
import { acceptedLengths, acceptedTextOfLength } from '../values/values.ts';

const shapes = inputTexts(loadContract()).filter((shape) => shape.format === null && !shape.enum);

function coveringOf(name: string, seed: number): readonly string[] {
  const shape = shapes.find((one) => one.name === name);
  if (!shape) throw new RangeError(name);
  const length = acceptedLengths(shape).at(-1) ?? 0;
  const [valid = ''] = fc.sample(acceptedTextOfLength(shape, length, { values: 'any' }), {
    seed,
    numRuns: 1,
  });
  return coveringTexts(shape, valid);
}

test.each(shapes.map(({ name }) => name))('%s: every covering text must be accepted', (name) => {
  const shape = shapes.find((one) => one.name === name);
  for (const seed of [1, 2, 3]) {
    const texts = coveringOf(name, seed);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => !shape || judgeText(shape, text) !== 'must')).toEqual([]);
  }
});

test.each(['Name', 'Title', 'City', 'FullName'])(
  '%s: together they hold every printable character',
  (name) => {
    const together = coveringOf(name, 1).join('');
    expect(PRINTABLE_ASCII.filter((character) => !together.includes(character))).toEqual([]);
  },
);

test('the local part of an address holds every character that it may hold, and so does the host', () => {
  const texts = coveringOf('EmailAddress', 1);
  const [locals, hosts] = [0, 1].map((part) => texts.map((text) => text.split('@')[part]).join(''));
  for (const character of '+=.#!&-_09azAZ') expect(locals).toContain(character);
  for (const character of '.-_09azAZ') expect(hosts).toContain(character);
});

test('an open text begins and ends with a digit, letters of either case, and marks', () => {
  const texts = coveringOf('Name', 1);
  for (const form of [/^\d/u, /^[A-Z]/u, /^[a-z]/u, /^\(/u, /\d$/u, /[A-Z]$/u, /[a-z]$/u, /\($/u]) {
    expect(texts.some((text) => form.test(text))).toBe(true);
  }
});
