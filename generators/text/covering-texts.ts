import type { StringShape } from '../../spec/contract.ts';
import { judgeText } from '../values/judge-text.ts';
import { PRINTABLE_ASCII } from './pattern-grammar.ts';

/** More texts than this cover little more: a part of one place would need one for each character. */
const MOST = 8;
/** How many places of a text are tried. */
const PLACES = 64;
/** A character of each class with which a text may begin or end. */
const OUTERMOST = ['7', 'K', 'k', '(', '_', '+'];

/**
 * Texts that together hold every printable ASCII character in every part of a shape in which it must be accepted, and
 * begin and end with each class of characters; made from a valid text.
 */
export function coveringTexts(shape: StringShape, valid: string): readonly string[] {
  const base = Array.from(valid);
  const isValid = (text: string) => judgeText(shape, text) === 'must';
  let left = textParts(base, isValid, PLACES).flatMap(({ allowed, places }) =>
    [...allowed].map((character) => ({ character, places })),
  );
  const texts: string[] = [];
  while (left.length > 0 && texts.length < MOST) {
    const text = [...base];
    const taken = new Set<number>();
    const missed = left.filter(
      ({ character, places }) => !placed(text, taken, { character, places, isValid }),
    );
    if (missed.length === left.length) break;
    texts.push(text.join(''));
    left = missed;
  }
  const [, ...rest] = base;
  const inner = rest.slice(0, -1);
  // Where only one end of a text is free, its own character stays at the other.
  const outermost = OUTERMOST.flatMap((first, index) => {
    const last = OUTERMOST[(index + 1) % OUTERMOST.length] ?? first;
    const both = [first, ...inner, last];
    return isValid(both.join(''))
      ? [both]
      : [
          [first, ...rest],
          [...base.slice(0, -1), first],
        ];
  });
  return [...texts, ...outermost.map((text) => text.join('')).filter(isValid)];
}

/** Puts a character at the first free place of its part where the text stays valid. */
function placed(
  text: string[],
  taken: Set<number>,
  {
    character,
    places,
    isValid,
  }: { character: string; places: readonly number[]; isValid: (text: string) => boolean },
): boolean {
  const at = places.find((place) => !taken.has(place) && isValid(text.with(place, character).join('')));
  if (at === undefined) return false;
  text[at] = character;
  taken.add(at);
  return true;
}

/** Places of a text at which the same characters may stand. */
interface TextPart {
  /** Printable ASCII characters that may stand at each of the places, one by one. */
  readonly allowed: ReadonlySet<string>;
  readonly places: readonly number[];
}

/**
 * The parts of a valid text, told apart by which printable characters may stand in place of its own: the name, the
 * at sign and the host of an address. Of a longer text as many places are tried as `most` says.
 */
export function textParts(
  characters: readonly string[],
  isValid: (text: string) => boolean,
  most: number,
): readonly TextPart[] {
  const parts = new Map<string, { allowed: Set<string>; places: number[] }>();
  const step = Math.max(1, characters.length / most);
  for (let place = 0; place < characters.length; place += step) {
    const at = Math.floor(place);
    const allowed = PRINTABLE_ASCII.filter((character) => isValid(characters.with(at, character).join('')));
    // Whether a blank may stand outermost is another question than what the part is.
    const key = allowed.filter((character) => character !== ' ').join('');
    const part = parts.get(key) ?? { allowed: new Set(allowed), places: [] };
    parts.set(key, { allowed: part.allowed.union(new Set(allowed)), places: [...part.places, at] });
  }
  return [...parts.values()];
}
