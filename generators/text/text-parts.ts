import { PRINTABLE_ASCII } from './pattern-grammar.ts';

/** Places of a text at which the same characters may stand. */
export interface TextPart {
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
