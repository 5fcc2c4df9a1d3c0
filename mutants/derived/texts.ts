import type { StringShape, Zone } from '../../spec/contract.ts';
import type { Derivation } from './derivation.ts';
import { deriveAt } from './derive-at.ts';
import type { InputPlace } from './input-places.ts';
import { acceptedPattern } from './level-of-text.ts';

/** Text for which only a length is documented, refused for what it holds; and texts that should be accepted, refused. */
export function textFaults(place: InputPlace): Derivation[] {
  const { shape } = place;
  if (shape.kind !== 'string' || shape.enum) return [];
  const open = shape.format === null && acceptedPattern(shape) === null;
  return [
    ...(open ? forbidden(place) : []),
    ...shape.zones.filter(({ accept }) => accept === 'should').map((zone) => zoneRefused(place, shape, zone)),
  ];
}

/** What programs that think they know what a name is forbid. */
const FORBIDDEN: Readonly<Record<string, readonly [pattern: string, words: string]>> = {
  digits: ['[0-9]', 'a digit'],
  'capital-letters': ['[A-Z]', 'a capital letter'],
  'small-letters': ['[a-z]', 'a small letter'],
  blanks: [' ', 'a blank'],
  punctuation: [String.raw`[^\p{L}\p{M}\p{N}\s]`, 'a character that is neither letter, digit nor blank'],
  apostrophes: ["'", 'an apostrophe'],
  quotes: ['"', 'a quotation mark'],
  'angle-brackets': ['[<>]', 'an angle bracket'],
  'leading-digits': ['^[0-9]', 'a digit at its start'],
};

function forbidden(place: InputPlace): Derivation[] {
  return Object.entries(FORBIDDEN).map(([what, [pattern, words]]) =>
    deriveAt(place, {
      constraint: 'text',
      side: 'accepts',
      what: `no-${what}`,
      fault: `may not have ${words}`,
      shape: { pattern: `^(?![^]*${pattern.replace(/^\^/, '(?<![^])')})` },
    }),
  );
}

function zoneRefused(place: InputPlace, shape: StringShape, zone: Zone): Derivation {
  const { ruling, pattern, notPattern, maxLength } = zone;
  const refused =
    pattern === undefined
      ? notPattern === undefined
        ? ''
        : `(?=[^]*(?:${notPattern}))`
      : `(?![^]*(?:${pattern}))`;
  const changed = { pattern: `^${refused}${shape.pattern?.replace(/^\^/, '') ?? ''}` };
  return deriveAt(place, {
    constraint: ruling,
    side: 'accepts',
    what: maxLength === undefined ? 'refused' : `refused-up-to-${maxLength}`,
    fault: `may not be a text of the ruling "${ruling}"${maxLength === undefined ? '' : ` of ${maxLength} character`}`,
    shape: maxLength === undefined ? changed : { minLength: maxLength + 1 },
  });
}
