import type { StringShape } from '../../spec/contract.ts';
import { judgeText } from '../values/judge-text.ts';
import type { Grammar } from './pattern-grammar.ts';
import { wholeGrammar } from './text-form.ts';
import type * as fc from 'fast-check';
import { pick } from './grammar-text.ts';

const prepared = new WeakMap<StringShape, readonly string[] | null>();

/** All texts of a shape whose acceptance is a must, where they are listed (enum, choice of words); `null` elsewhere. */
export function finiteTexts(shape: StringShape): readonly string[] | null {
  const known = prepared.get(shape);
  if (known !== undefined) return known;
  const listed = shape.enum ?? wordsOf(wholeGrammar(shape, shape.zones));
  const texts = listed?.filter((text) => judgeText(shape, text) === 'must') ?? null;
  prepared.set(shape, texts);
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
