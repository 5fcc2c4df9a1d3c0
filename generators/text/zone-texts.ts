import type * as fc from 'fast-check';
import type { StringShape, Zone } from '../../spec/contract.ts';
import { acceptedTexts, finiteTexts, drawnLength } from './accepted-texts.ts';
import { pick, openText } from './grammar-text.ts';
import { judgeText, scalarLength, zoneOf } from '../values/judge-text.ts';
import { seededRandom } from '../seeded-random.ts';
import { textArbitrary } from './text-arbitrary.ts';
import { textForm } from './text-form.ts';
import type { Variant } from '../values/variant.ts';

/** Characters that the contract's zones speak of, by what they are. */
export const UNUSUAL: Readonly<Record<string, readonly string[]>> = {
  'white space': ['\t', '\n', '\r', '\v', '\f', '\u00a0', '\u2003', '\u2028', '\u3000', '\ufeff'],
  blank: [' '],
  controls: ['\u0000', '\u0001', '\u0007', '\u001b', '\u007f', '\u0085'],
  invisible: ['\u200b', '\u200d', '\u202e', '\u2060', '\ufffd'],
  symbols: ['\u20ac', '\u00a9', '\u2014', '\u2019', '\u00b0', '\uff0d'],
  astral: ['\u{1f600}', '\u{1f1e9}', '\u{20000}', '\u{1d400}', '\u{10ffff}'],
  'combining marks': ['\u0301', '\u0308', '\u3099'],
  Latin: ['\u00e9', '\u00fc', '\u00df', '\u00f8', '\u0142', '\u0130'],
  Greek: ['\u03b1', '\u03a9', '\u03c2'],
  Cyrillic: ['\u0416', '\u044f', '\u0456'],
  Hebrew: ['\u05d0', '\u05e9'],
  Arabic: ['\u0627', '\u0628', '\u064a'],
  Devanagari: ['\u0915', '\u093f', '\u0939'],
  Thai: ['\u0e01', '\u0e17'],
  Han: ['\u4e2d', '\u6771', '\u5317'],
  Kana: ['\u3042', '\u30ab'],
  Hangul: ['\ud55c', '\uae00'],
};

const ATTEMPTS = 200;
const PROBES = 20;
const prepared = new WeakMap<StringShape, Map<string, readonly Variant<string>[]>>();

/** Values that one ruling's zones decide about, and no earlier zone; one variant per zone. */
export function zoneTexts(shape: StringShape, ruling: string): readonly Variant<string>[] {
  const known = prepared.get(shape) ?? new Map<string, readonly Variant<string>[]>();
  prepared.set(shape, known);
  const variants =
    known.get(ruling) ??
    shape.zones.flatMap((zone, at) => (zone.ruling === ruling ? build(shape, zone, at) : []));
  known.set(ruling, variants);
  return variants;
}

function build(shape: StringShape, zone: Zone, at: number): Variant<string>[] {
  if (zone.untried !== undefined) return [];
  const belongs = (text: string): boolean =>
    zoneOf(shape, text) === zone && judgeText(shape, text) === zone.accept;
  const draws = drawsOf(shape, zone);
  const attempt = (random: fc.Random): string | undefined => {
    for (let count = 0; count < ATTEMPTS; count += 1) {
      const text = pick(random, draws)(random);
      if (belongs(text)) return text;
    }
    return undefined;
  };
  const probe = seededRandom(1);
  const found = Array.from({ length: PROBES }, () => attempt(probe)).find((text) => text !== undefined);
  if (found === undefined) return [];
  const arbitrary = textArbitrary({ belongs, draw: (random) => attempt(random) ?? found });
  return [{ label: `${zone.ruling} (zone ${at + 1} of ${shape.name})`, arbitrary }];
}

type Draw = (random: fc.Random) => string;

/** Ways that may lead into a zone; which do is judged on the result. */
function drawsOf(shape: StringShape, zone: Zone): readonly Draw[] {
  const words = finiteTexts(shape);
  const accepted: Draw = words
    ? (random) => pick(random, words)
    : (random) => acceptedTexts(shape).draw(random);
  if (zone.otherCase) return [(random) => otherCase(random, accepted(random))];
  const form = textForm(shape, false);
  const lengths = form.lengths.filter(
    (length) => length >= (zone.minLength ?? 0) && length <= (zone.maxLength ?? Infinity),
  );
  const max = shape.maxLength ?? 0;
  return [
    (random) => form.draw(random, drawnLength(random, lengths), random.nextInt(0, 1) === 0),
    (random) => withUnusual(random, accepted(random), max),
    (random) => run(random, pick(random, Object.values(UNUSUAL)), random.nextInt(1, Math.max(1, max))),
    (random) => openText(max).draw(random, random.nextInt(shape.minLength ?? 0, max)),
  ];
}

/** Puts one to three characters of one class in place of others, at the ends or within. */
function withUnusual(random: fc.Random, text: string, max: number): string {
  const characters = Array.from(text);
  const unusual = pick(random, Object.values(UNUSUAL));
  for (let count = random.nextInt(1, 3); count > 0; count -= 1) {
    const at = pick(random, [0, characters.length, random.nextInt(0, characters.length)]);
    characters.splice(at, scalarLength(text) < max ? 0 : 1, pick(random, unusual));
  }
  return characters.slice(0, max).join('');
}

function run(random: fc.Random, from: readonly string[], length: number): string {
  return Array.from({ length }, () => pick(random, from)).join('');
}

function otherCase(random: fc.Random, word: string): string {
  const mixed = Array.from(word, (letter) =>
    random.nextInt(0, 1) === 0 ? letter.toLowerCase() : letter,
  ).join('');
  return pick(random, [word.toLowerCase(), (word[0] ?? '') + word.slice(1).toLowerCase(), mixed]);
}
