import * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import { PRINTABLE_ASCII, type Grammar } from '../text/pattern-grammar.ts';
import { wholeGrammar } from '../text/text-form.ts';
import type { Change, ValueBreak } from './value-break.ts';
import { acceptedText, type ValueOptions } from '../values/values.ts';

const ARABIC_INDIC_ZERO = 0x0660;
const TO_FULL_WIDTH = 0xfee0;

/** Ways that may break a pattern; some do not break every pattern, which is to be judged on the result. */
export function patternBreaks(shape: StringShape, options: ValueOptions): readonly ValueBreak[] {
  const grammar = wholeGrammar(shape, []);
  const used = new Set(grammar ? alphabetOf(grammar) : []);
  const foreign = PRINTABLE_ASCII.filter((character) => !used.has(character) && character !== ' ');
  const texts = acceptedText(shape, options);
  const changed = (label: string, change: (characters: string[], foreign: string) => string): ValueBreak => ({
    label,
    arbitrary: fc.tuple(texts, fc.constantFrom(...(foreign.length > 0 ? foreign : ['\u00e9']))).map(
      ([own, character]): Change =>
        (value) =>
          change(Array.from(typeof value === 'string' ? value : own), character),
    ),
  });
  const literals = grammar?.kind === 'sequence' ? grammar.parts.flatMap(literalOf) : [];
  return [
    changed('a foreign character at the start', (text, other) => withCharacter(text, 0, other)),
    changed('a foreign character in the middle', (text, other) => withCharacter(text, middle(text), other)),
    changed('a foreign character at the end', (text, other) => withCharacter(text, text.length - 1, other)),
    changed('an Arabic-Indic digit', (text) =>
      withCharacter(text, digitOf(text), arabicIndic(text[digitOf(text)])),
    ),
    changed('a full-width character', (text) =>
      withCharacter(text, visible(text), fullWidth(text[visible(text)])),
    ),
    changed('a line break at the end', (text) => `${text.join('')}\n`),
    changed('one character less', (text) => text.slice(0, -1).join('')),
    changed('one character more', (text) => text.join('') + (text.at(-1) ?? '')),
    changed('empty', () => ''),
    ...literals.flatMap((literal) => [
      changed(`without "${literal}"`, (text) => text.join('').replaceAll(literal, '')),
      changed(`"${literal}" doubled`, (text) => text.join('').replace(literal, literal + literal)),
    ]),
  ];
}

function alphabetOf(grammar: Grammar): readonly string[] {
  switch (grammar.kind) {
    case 'characters':
      return grammar.alphabet;
    case 'repeat':
      return alphabetOf(grammar.part);
    case 'sequence':
      return grammar.parts.flatMap(alphabetOf);
    case 'choice':
      return grammar.options.flatMap(alphabetOf);
  }
}

function literalOf(grammar: Grammar): readonly string[] {
  return grammar.kind === 'characters' && grammar.alphabet.length === 1 ? grammar.alphabet : [];
}

function withCharacter(text: readonly string[], at: number, character: string): string {
  return text.map((old, index) => (index === at ? character : old)).join('');
}

function middle(text: readonly string[]): number {
  return Math.floor(text.length / 2);
}

function digitOf(text: readonly string[]): number {
  const at = text.findIndex((character) => /[0-9]/u.test(character));
  return at === -1 ? middle(text) : at;
}

function visible(text: readonly string[]): number {
  const at = middle(text);
  return text[at] === ' ' ? 0 : at;
}

function arabicIndic(character: string | undefined): string {
  return String.fromCharCode(ARABIC_INDIC_ZERO + (Number(character) || 0));
}

function fullWidth(character: string | undefined): string {
  return String.fromCharCode((character ?? '0').charCodeAt(0) + TO_FULL_WIDTH);
}
