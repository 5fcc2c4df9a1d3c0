import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { loadContract } from '../../spec/load-contract.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { batteryProblems, schemaErrors } from '../battery.ts';
import {
  classHistogram,
  lengthHistogram,
  samplesOf,
  valueHistogram,
  verdictHistogram,
  inputTexts,
} from '../histograms.ts';
import { judgeText } from './judge-text.ts';
import { acceptedLengths, acceptedText, acceptedTextOfLength, reachesLength } from './values.ts';

const contract = loadContract('current');
const shapes = inputTexts(contract);
const SEEDS = 100;
const MINIMA: Readonly<Record<string, string>> = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'a@a.a',
  PhoneNumber: '00',
  ContactInformationPhoneNumber: '+1',
  WebsiteUrl: 'http://a.aa',
  CountryCode: 'AD',
  RegionOptStatus: 'ENABLED',
  PrimaryEmailAddress: 'a@a.aa',
};
/** What a text must hold beside open text, which holds every class. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  EmailAddress: ['lower', 'upper', 'digit', 'markup', 'punctuation'],
  PhoneNumber: ['digit', 'blank', 'punctuation'],
  ContactInformationPhoneNumber: ['digit', 'blank', 'punctuation'],
  WebsiteUrl: ['lower', 'upper', 'digit', 'markup', 'punctuation'],
  PrimaryEmailAddress: ['lower', 'digit', 'punctuation'],
  CountryCode: ['upper'],
};

test('there are texts to judge, those of both contacts among them', () => {
  const names = shapes.map(({ name }) => name);
  expect(names).toContain('EmailAddress');
  expect(names).toContain('WebsiteUrl');
});

describe.each(shapes.map((shape) => [shape.name, shape] as const))('%s', (name, shape) => {
  for (const values of ['any', 'plausible'] as const) {
    test(`${values}: same seed same value, accepted, shrinks to the minimum`, () => {
      const problems = batteryProblems({
        arbitrary: acceptedText(shape, { values }),
        belongs: (text) => judgeText(shape, text) === 'must' && schemaErrors(name, text).length === 0,
        ...(values === 'any' ? { minimum: MINIMA[name] ?? 'a' } : { size: () => 0 }),
      });
      expect(problems).toEqual([]);
    });
  }

  test('every bound with its neighbour and what lies between is hit', () => {
    const texts = samplesOf(acceptedText(shape, { values: 'any' }), SEEDS);
    const lengths = lengthHistogram(shape, texts);
    for (const [place, count] of lengths)
      expect.soft([place, count / texts.length > 0.04]).toEqual([place, true]);
    expect(verdictHistogram(shape, texts).get('must')).toBe(texts.length);
    if (lengths.has('between')) {
      const between = (lengths.get('between') ?? 0) / texts.length;
      expect(between).toBeGreaterThan(0.25);
      expect(between).toBeLessThan(0.7);
    }
  });

  test('twenty runs hit both bounds under nearly every seed', () => {
    const [shortest, longest] = [acceptedLengths(shape)[0], acceptedLengths(shape).at(-1)];
    const missed = Array.from({ length: SEEDS }, (_, seed) =>
      fc
        .sample(acceptedText(shape, { values: 'any' }), { seed, numRuns: 20 })
        .map((text) => Array.from(text).length),
    ).filter((lengths) => !lengths.includes(shortest ?? -1) || !lengths.includes(longest ?? -1));
    expect(missed.length).toBeLessThanOrEqual(SEEDS / 10);
  });

  test('every value of an enum, or every class of characters, is hit', () => {
    const texts = samplesOf(acceptedText(shape, { values: 'any' }), SEEDS);
    const hits = shape.enum ? valueHistogram(shape.enum, texts) : classHistogram(texts);
    const wanted = shape.enum ?? CLASSES[name] ?? [...hits.keys()];
    for (const one of wanted) {
      expect.soft([one, (hits.get(one) ?? 0) / texts.length > 0.05]).toEqual([one, true]);
    }
  });
});

test('a text of a wanted length has it, and keeps it while it shrinks', () => {
  for (const shape of shapes) {
    for (const length of new Set([acceptedLengths(shape)[0] ?? 0, acceptedLengths(shape).at(-1) ?? 0])) {
      const problems = batteryProblems({
        arbitrary: acceptedTextOfLength(shape, length, { values: 'any' }),
        belongs: (text) => Array.from(text).length === length && judgeText(shape, text) === 'must',
        size: () => length,
      });
      expect(problems).toEqual([]);
    }
  }
});

test('a plausible phone number is of a range for fiction, a plausible mail address at an example domain', () => {
  const { domains } = loadPlausible();
  const byName = (name: string) => {
    const shape = shapes.find((one) => one.name === name);
    if (!shape) throw new RangeError(name);
    return samplesOf(acceptedText(shape, { values: 'plausible' }), 10);
  };
  const reserved =
    /^\+(?:1 ?\(?[0-9]{3}\)?[ -]?555[ -]?01|44 ?(?:20 ?7946 ?0|161 496 0|131 496 0)|61 ?|49 |33 )/u;
  for (const phone of byName('ContactInformationPhoneNumber')) expect(phone).toMatch(reserved);
  for (const mail of byName('EmailAddress'))
    expect(domains.map(({ name }) => name)).toContain(mail.split('@')[1]);
  expect(byName('CountryCode')).not.toContain('IN');
});

test.each([
  ['Name', true, true],
  ['EmailAddress', false, true],
  ['WebsiteUrl', false, true],
  ['PhoneNumber', false, false],
  ['ContactInformationPhoneNumber', false, false],
  ['City', false, false],
  ['PostalCode', false, false],
])('%s: whether a plausible text is as short, and as long, as may be: %s, %s', (name, shortest, longest) => {
  const shape = shapes.find((one) => one.name === name);
  if (!shape) throw new RangeError(name);
  const lengths = acceptedLengths(shape);
  const reached = [lengths[0], lengths.at(-1)].map((length = 0) =>
    reachesLength(shape, length, { values: 'plausible' }),
  );
  expect(reached).toEqual([shortest, longest]);
});
