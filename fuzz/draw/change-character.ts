import type * as fc from 'fast-check';
import type { Json, JsonObject } from '../../spec/json.ts';
import { chance, pick } from './choose.ts';

/** The neighbours of digits and letters, what patterns often treat apart, and digits and blanks beyond ASCII. */
const EDGES = [
  ...Array.from('/:@[`{^~_-+.,;|#&=!"\'\\ '),
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u007f',
  '\u00a0',
  '\u00e9',
  '\u0663',
  '\uff11',
];
/** What a pattern for digits takes in by mistake. */
const NEAR_DIGITS = ['/', ':', '-', '.', 'a', ' ', '\n', '\u0663'];
const PRINTABLE = { min: 0x20, max: 0x7e };

/** An input in which one character of one text is exchanged, added or left out; `null`: it holds no text. */
export function changeCharacter(
  random: fc.Random,
  input: JsonObject,
): { readonly input: JsonObject; readonly path: string } | null {
  const texts = Object.entries(input).filter(([, value]) => typeof value === 'string' || isObject(value));
  if (texts.length === 0) return null;
  const [name, value] = pick(random, texts);
  if (typeof value === 'string')
    return { input: { ...input, [name]: changeText(random, value) }, path: name };
  const inner = changeCharacter(random, value as JsonObject);
  return inner && { input: { ...input, [name]: inner.input }, path: `${name}.${inner.path}` };
}

/** The text with one character exchanged, added or left out. */
export function changeText(random: fc.Random, text: string): string {
  const characters = Array.from(text);
  const at = random.nextInt(0, Math.max(characters.length - 1, 0));
  const digit = /[0-9]/.test(characters[at] ?? '');
  const added = chance(random, 0.7)
    ? pick(random, digit && chance(random, 0.7) ? NEAR_DIGITS : EDGES)
    : String.fromCodePoint(random.nextInt(PRINTABLE.min, PRINTABLE.max));
  switch (random.nextInt(0, 4)) {
    case 0:
      return characters.toSpliced(at, 1).join('');
    case 1:
      return characters.toSpliced(at + random.nextInt(0, 1), 0, added).join('');
    default:
      return characters.toSpliced(at, 1, added).join('');
  }
}

/** The text with one letter or digit exchanged for another one, so that it keeps its form. */
export function exchangeCharacter(random: fc.Random, text: string): string {
  const characters = Array.from(text);
  const places = characters.flatMap((character, at) => (kindOf(character) ? [at] : []));
  if (places.length === 0) return text;
  const at = pick(random, places);
  const others = (kindOf(characters[at] ?? '') ?? []).filter((one) => one !== characters[at]);
  return characters.with(at, pick(random, others)).join('');
}

const CHARACTER_KINDS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(
  (kind) => Array.from(kind),
);

function kindOf(character: string): readonly string[] | undefined {
  return CHARACTER_KINDS.find((kind) => kind.includes(character));
}

function isObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
