import type * as fc from 'fast-check';
import { PRINTABLE_ASCII, type Grammar } from './pattern-grammar.ts';

/** How often a group is repeated beyond what it must be: enough for every length, few enough to prepare quickly. */
const MOST_MORE = 12;

/** Draws texts of a grammar that have a wanted length; lengths are in scalar values. */
export interface GrammarText {
  /** The lengths that the grammar allows, up to the limit, ascending. */
  readonly lengths: readonly number[];
  /** A text of one of {@link lengths}. `narrow` favours few different characters in each place. */
  draw(random: fc.Random, length: number, narrow?: boolean): string;
}

interface Piece {
  /** `reach[n]`: the piece can be n characters long. */
  readonly reach: readonly boolean[];
  draw(random: fc.Random, length: number, narrow: boolean): string;
}

/** Prepares a grammar for texts of at most `limit` characters. */
export function grammarText(grammar: Grammar, limit: number): GrammarText {
  const piece = pieceOf(grammar, limit);
  return {
    lengths: piece.reach.flatMap((possible, length) => (possible ? [length] : [])),
    draw: (random, length, narrow = false) => piece.draw(random, length, narrow),
  };
}

function pieceOf(grammar: Grammar, limit: number): Piece {
  switch (grammar.kind) {
    case 'characters':
      return characters(grammar.alphabet, limit);
    case 'sequence':
      return grammar.parts
        .map((part) => pieceOf(part, limit))
        .reduceRight((rest, part) => pair(part, rest), nothing(limit));
    case 'choice':
      return choice(
        grammar.options.map((option) => pieceOf(option, limit)),
        limit,
      );
    case 'repeat':
      return repeat(pieceOf(grammar.part, limit), grammar.min, grammar.max, limit, grammar.part);
  }
}

function reachOf(limit: number, possible: (length: number) => boolean): boolean[] {
  return Array.from({ length: limit + 1 }, (_, length) => possible(length));
}

function nothing(limit: number): Piece {
  return { reach: reachOf(limit, (length) => length === 0), draw: () => '' };
}

function characters(alphabet: readonly string[], limit: number): Piece {
  return {
    reach: reachOf(limit, (length) => length === 1 && alphabet.length > 0),
    draw: (random) => pick(random, alphabet),
  };
}

function pair(head: Piece, tail: Piece): Piece {
  const limit = head.reach.length - 1;
  const found: number[][] = [];
  const splits = (length: number): number[] =>
    (found[length] ??= head.reach.flatMap((possible, own) =>
      possible && own <= length && tail.reach[length - own] ? [own] : [],
    ));
  return {
    reach: reachOf(limit, (length) => splits(length).length > 0),
    draw: (random, length, narrow) => {
      const own = pick(random, splits(length));
      return head.draw(random, own, narrow) + tail.draw(random, length - own, narrow);
    },
  };
}

function choice(options: readonly Piece[], limit: number): Piece {
  return {
    reach: reachOf(limit, (length) => options.some((option) => option.reach[length])),
    draw: (random, length, narrow) =>
      pick(
        random,
        options.filter((option) => option.reach[length]),
      ).draw(random, length, narrow),
  };
}

function repeat(part: Piece, min: number, max: number, limit: number, grammar: Grammar): Piece {
  if (grammar.kind === 'characters') return run(grammar.alphabet, min, max, limit);
  // counts[k][n]: k repetitions can be n characters long; repetitions of nothing add nothing.
  const counts: boolean[][] = [reachOf(limit, (length) => length === 0)];
  for (let count = 1; count <= Math.min(max, min + MOST_MORE, limit); count += 1) {
    const before = counts[count - 1] ?? [];
    const reach = reachOf(limit, (length) =>
      part.reach.some((possible, own) => possible && own > 0 && own <= length && before[length - own]),
    );
    if (!reach.includes(true)) break;
    counts.push(reach);
  }
  const found: number[][] = [];
  const usable = (length: number): number[] =>
    (found[length] ??= counts.flatMap((reach, count) => (count >= min && reach[length] ? [count] : [])));
  const sizes = part.reach.flatMap((possible, size) => (possible && size > 0 ? [size] : []));
  // sizesUpTo[n]: how many of them are at most n.
  let smaller = 0;
  const sizesUpTo = part.reach.map((possible, size) => (smaller += possible && size > 0 ? 1 : 0));
  // A length of the first of `count` repetitions that are `left` characters long together: any that leaves the
  // others a length that they can have, looked for from a drawn place on.
  const first = (random: fc.Random, count: number, left: number): number => {
    const rest = counts[count - 1] ?? [];
    const fitting = sizesUpTo[left] ?? 0;
    const from = random.nextInt(0, Math.max(0, fitting - 1));
    for (let step = 0; step < fitting; step += 1) {
      const size = sizes[(from + step) % fitting] ?? 0;
      if (rest[left - size]) return size;
    }
    throw new RangeError(`no ${count} repetitions of ${left} characters`);
  };
  return {
    reach: reachOf(limit, (length) => usable(length).length > 0),
    draw: (random, length, narrow) => {
      let text = '';
      let left = length;
      for (let count = pick(random, usable(length)); count > 0; count -= 1) {
        const own = first(random, count, left);
        text += part.draw(random, own, narrow);
        left -= own;
      }
      return text;
    },
  };
}

/** A repeated class: the usual case, drawn without counting. */
function run(alphabet: readonly string[], min: number, max: number, limit: number): Piece {
  return {
    reach: reachOf(limit, (length) =>
      length === 0 ? min === 0 : alphabet.length > 0 && length >= min && length <= max,
    ),
    draw: (random, length, narrow) => {
      const palette = narrow ? [1, 2, 3].map(() => pick(random, alphabet)) : alphabet;
      let text = '';
      for (let at = 0; at < length; at += 1) text += pick(random, palette);
      return text;
    },
  };
}

/** One element, each as likely as any other. */
export function pick<T>(random: fc.Random, from: readonly T[]): T {
  const picked = from[random.nextInt(0, from.length - 1)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}

/** The classes of printable ASCII that text is made of; each is a palette of its own now and then. */
export const TEXT_CLASSES: Readonly<Record<string, readonly string[]>> = {
  lower: matching(/[a-z]/u),
  upper: matching(/[A-Z]/u),
  digit: matching(/[0-9]/u),
  blank: [' '],
  quoting: matching(/["'\\`]/u),
  markup: matching(/[<>&{}[\]%$]/u),
  punctuation: matching(/[^A-Za-z0-9 "'\\`<>&{}[\]%$]/u),
};

const WORDS = [...matching(/[a-z]/u), ' ', ' ', ' ', ' '];
const NAMES = matching(/[A-Za-z .'-]/u);
const PALETTES: readonly (readonly string[])[] = [
  WORDS,
  NAMES,
  PRINTABLE_ASCII,
  PRINTABLE_ASCII,
  matching(/[A-Za-z0-9]/u),
  ...Object.values(TEXT_CLASSES).filter((palette) => palette.length > 1),
];

/** Printable ASCII of any length up to the limit, from one class of characters or from all. */
export function openText(limit: number): GrammarText {
  return {
    lengths: Array.from({ length: limit + 1 }, (_, length) => length),
    draw(random: fc.Random, length: number) {
      const palette = pick(random, PALETTES);
      const ends = palette.filter((character) => character !== ' ');
      let text = '';
      for (let at = 0; at < length; at += 1) {
        text += pick(random, at === 0 || at === length - 1 ? ends : palette);
      }
      return text;
    },
  };
}

function matching(pattern: RegExp): readonly string[] {
  return PRINTABLE_ASCII.filter((character) => pattern.test(character));
}
