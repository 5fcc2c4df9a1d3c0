import type * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import { judgeText } from '../values/judge-text.ts';
import { seededRandom } from '../seeded-random.ts';
import { lengthsOutsideZones, textForm, wholeGrammar } from './text-form.ts';
import type { Grammar } from './pattern-grammar.ts';
import { pick } from './grammar-text.ts';

const ATTEMPTS = 60;

const prepared = new WeakMap<StringShape, AcceptedTexts>();

/** Draws of texts whose acceptance is a must. */
interface AcceptedTexts {
  /** Lengths at which such texts exist, in scalar values, ascending. */
  readonly lengths: readonly number[];
  /** A text of one of {@link lengths}; without a length, of a drawn one, often at a bound. */
  draw(random: fc.Random, length?: number): string;
}

/** The texts of a shape whose acceptance is a must, built from its patterns, zones and lengths; prepared once. */
export function acceptedTexts(shape: StringShape): AcceptedTexts {
  const known = prepared.get(shape) ?? prepare(shape);
  prepared.set(shape, known);
  return known;
}

function prepare(shape: StringShape): AcceptedTexts {
  const form = textForm(shape, true);
  const { min, max } = lengthsOutsideZones(shape);
  const examples = new Map<number, string>();
  const attempt = (random: fc.Random, length: number): string | undefined => {
    for (let count = 0; count < ATTEMPTS; count += 1) {
      const text = form.draw(random, length, random.nextInt(0, 3) === 0);
      if (judgeText(shape, text) === 'must') return text;
    }
    return examples.get(length);
  };
  const probe = seededRandom(1);
  for (const length of form.lengths.filter((possible) => possible >= min && possible <= max)) {
    const example = attempt(probe, length);
    if (example !== undefined) examples.set(length, example);
  }
  const lengths = [...examples.keys()];
  return {
    lengths,
    draw(random, length = drawnLength(random, lengths)) {
      const text = attempt(random, length);
      if (text === undefined) throw new RangeError(`${shape.name}: no accepted text of ${length} characters`);
      return text;
    },
  };
}

const finite = new WeakMap<StringShape, readonly string[] | null>();

/** All texts of a shape whose acceptance is a must, where they are listed (enum, choice of words); `null` elsewhere. */
export function finiteTexts(shape: StringShape): readonly string[] | null {
  const known = finite.get(shape);
  if (known !== undefined) return known;
  const listed = shape.enum ?? wordsOf(wholeGrammar(shape, shape.zones));
  const texts = listed?.filter((text) => judgeText(shape, text) === 'must') ?? null;
  finite.set(shape, texts);
  return texts;
}

function wordsOf(grammar: Grammar | null): readonly string[] | null {
  const options = grammar?.kind === 'sequence' && grammar.parts.length === 1 ? grammar.parts[0] : grammar;
  if (options?.kind !== 'choice') return null;
  const words = options.options.map(wordOf);
  return words.every((word) => word !== null) ? words : null;
}

function wordOf(grammar: Grammar): string | null {
  if (grammar.kind === 'characters')
    return grammar.alphabet.length === 1 ? (grammar.alphabet[0] ?? null) : null;
  if (grammar.kind !== 'sequence') return null;
  const letters = grammar.parts.map(wordOf);
  return letters.every((letter) => letter !== null) ? letters.join('') : null;
}

/**
 * One of the lengths (ascending): half of the time a bound or its neighbour, otherwise any, the shorter half as
 * likely as the longer one.
 */
export function drawnLength(random: fc.Random, lengths: readonly number[]): number {
  const last = lengths.length - 1;
  const edges = [0, 0, last, last, Math.min(1, last), Math.max(0, last - 1)];
  return lengths[random.nextInt(0, 1) === 0 ? pick(random, edges) : random.nextInt(0, last)] ?? 0;
}
