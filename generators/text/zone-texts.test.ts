import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { batteryProblems } from '../battery.ts';
import { samplesOf, inputTexts } from '../histograms.ts';
import { judgeText, scalarLength, zoneOf } from '../values/judge-text.ts';
import { UNUSUAL, zoneTexts } from './zone-texts.ts';

const shapes = inputTexts(loadContract('current'));
const all = shapes.flatMap((shape) => shape.zones.map((zone, at) => ({ shape, zone, at })));
const zones = all.filter(({ zone }) => zone.untried === undefined);
const OTHER_SCRIPTS = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Han',
  'Kana',
  'Hangul',
];

test.each(zones.map(({ shape, zone, at }) => [`${shape.name} ${at} ${zone.ruling}`, shape, zone] as const))(
  '%s: values of the zone are of its level, many, and stay so while they shrink',
  (_, shape, zone) => {
    const variants = zoneTexts(shape, zone.ruling);
    expect(variants.length).toBeGreaterThan(0);
    for (const { arbitrary } of variants) {
      const drawn = new Set(samplesOf(arbitrary, 5));
      // Zones of single characters have few values.
      expect(drawn.size).toBeGreaterThan(5);
      expect(new Set([...drawn].map((text) => zoneOf(shape, text)?.ruling))).toEqual(new Set([zone.ruling]));
      const levels = new Set([...drawn].map((text) => judgeText(shape, text)));
      expect([...levels]).toEqual([[...levels][0]]);
      const level = [...levels][0];
      const problems = batteryProblems({
        arbitrary,
        belongs: (text) => judgeText(shape, text) === level,
        size: scalarLength,
      });
      expect(problems).toEqual([]);
    }
  },
);

test('open text meets every other script, and every class of contested characters', () => {
  const city = shapes.find(({ name }) => name === 'City');
  if (!city) throw new RangeError('City');
  const hit = (ruling: string) => {
    const characters = new Set(
      zoneTexts(city, ruling).flatMap(({ arbitrary }) => Array.from(samplesOf(arbitrary, 20).join(''))),
    );
    return Object.entries(UNUSUAL).flatMap(([name, members]) =>
      members.some((one) => characters.has(one)) ? [name] : [],
    );
  };
  expect(hit('other-scripts')).toEqual(expect.arrayContaining(OTHER_SCRIPTS));
  expect(hit('astral-text')).toContain('astral');
  expect(hit('unusual-text')).toEqual(expect.arrayContaining(['controls', 'invisible', 'symbols']));
  expect(hit('blank-text')).toEqual(expect.arrayContaining(['blank', 'white space']));
});

test.each(
  all
    .filter(({ zone }) => zone.untried !== undefined)
    .map(({ shape, zone }) => [zone.ruling, shape] as const),
)('nothing is drawn of %s, which is never tried', (ruling, shape) => {
  expect(zoneTexts(shape, ruling)).toEqual([]);
});
