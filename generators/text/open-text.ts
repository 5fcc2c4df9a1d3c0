import type * as fc from 'fast-check';
import { pick, type GrammarText } from './grammar-text.ts';
import { PRINTABLE_ASCII } from './pattern-grammar.ts';

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
