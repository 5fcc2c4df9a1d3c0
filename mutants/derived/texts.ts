import type { StringShape, Zone, Level } from '../../spec/contract.ts';
import { deriveAt, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';

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

/** How binding it is that a text is accepted, and the ruling that says so; `null`: it is refused. */
export function levelOfText(
  shape: StringShape,
  text: string,
): { readonly level: Level; readonly ruling: string | null } | null {
  const length = Array.from(text).length;
  if (length < (shape.minLength ?? 0) || length > (shape.maxLength ?? Infinity)) return null;
  if (shape.pattern !== null && !new RegExp(shape.pattern, 'u').test(text)) return null;
  const zone = shape.zones.find((one) => holds(one, text, length));
  return zone ? { level: zone.accept, ruling: zone.ruling } : { level: 'must', ruling: null };
}

function holds(zone: Zone, text: string, length: number): boolean {
  if (zone.otherCase) return false;
  return (
    (zone.pattern === undefined || new RegExp(zone.pattern, 'u').test(text)) &&
    (zone.notPattern === undefined || !new RegExp(zone.notPattern, 'u').test(text)) &&
    (zone.minLength === undefined || length >= zone.minLength) &&
    (zone.maxLength === undefined || length <= zone.maxLength)
  );
}

/** The pattern of all texts that have to be accepted; `null`: only lengths decide. */
export function acceptedPattern(shape: StringShape): string | null {
  const whole = shape.zones.find(
    ({ accept, notPattern }) =>
      accept === 'contested' && notPattern?.startsWith('^') && notPattern.endsWith('$'),
  );
  return whole?.notPattern ?? shape.pattern;
}
