import type { StringShape } from '../../spec/contract.ts';
import { deriveAt, unmadeAt, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';
import { emptyIsNotBlank, standsIn } from './lenient-input.ts';
import { acceptedPattern, levelOfText } from './texts.ts';
import { piecesOf, sampleOf } from './pattern-pieces.ts';

/** Both bounds of a length: dropped, and moved by one either way. */
export function lengthFaults(place: InputPlace): Derivation[] {
  const { shape } = place;
  if (shape.kind !== 'string') return [];
  return [...minimumFaults(place, shape), ...maximumFaults(place, shape)];
}

const NO_NAME = 'every accepted value is a name that the target knows, and no such name has this length';

function minimumFaults(place: InputPlace, shape: StringShape): Derivation[] {
  const { minLength: bound } = shape;
  if (bound === null) return [];
  const made: Derivation[] = [];
  const constraint = 'min-length';
  if (bound > 0) {
    const common = { constraint, side: 'refuses' as const, compose: standsIn(place) };
    made.push(
      deriveAt(place, {
        ...common,
        compose: place.path.length > 1 ? emptyIsNotBlank(place) : common.compose,
        what: 'dropped',
        fault: 'may be empty',
        shape: { minLength: null, ...orEmpty(shape) },
      }),
    );
    if (bound > 1)
      made.push(
        deriveAt(place, {
          ...common,
          what: 'moved-down',
          fault: `may have ${bound - 1} characters`,
          shape: { minLength: bound - 1 },
        }),
      );
  }
  const shortest = shortestAccepted(shape);
  if (shape.format !== null) made.push(unmadeAt(place, constraint, 'moved-up', NO_NAME));
  else
    made.push(
      deriveAt(place, {
        constraint,
        side: 'accepts',
        what: 'moved-up',
        fault: `of ${shortest} characters is too short`,
        shape: { minLength: shortest + 1 },
      }),
    );
  return made;
}

function maximumFaults(place: InputPlace, shape: StringShape): Derivation[] {
  const { maxLength: bound } = shape;
  if (bound === null) return [];
  const constraint = 'max-length';
  const common = { constraint, side: 'refuses' as const, compose: standsIn(place) };
  const longest = Math.min(bound, ...contestedFrom(shape).map((length) => length - 1));
  const made: Derivation[] = [
    deriveAt(place, {
      ...common,
      what: 'dropped',
      fault: 'may be of any length',
      shape: { maxLength: null },
    }),
    deriveAt(place, {
      ...common,
      what: 'moved-up',
      fault: `may have ${bound + 1} characters`,
      shape: { maxLength: bound + 1 },
    }),
  ];
  if (shape.format !== null) return [...made, unmadeAt(place, constraint, 'moved-down', NO_NAME)];
  if (longest < bound)
    made.push(
      unmadeAt(place, constraint, 'moved-down', 'whether a text of this length is accepted is contested'),
    );
  made.push(
    deriveAt(place, {
      constraint,
      side: 'accepts',
      what: longest < bound ? 'moved-below-the-accepted' : 'moved-down',
      fault: `of ${longest} characters is too long`,
      shape: { maxLength: longest - 1 },
    }),
  );
  return made;
}

/** Where the pattern needs a character too, the empty text is let through it. */
function orEmpty({ pattern }: StringShape): { pattern?: string } {
  return pattern === null ? {} : { pattern: `^$|${pattern}` };
}

function contestedFrom({ zones }: StringShape): number[] {
  return zones.flatMap(({ accept, minLength, pattern, notPattern }) =>
    accept === 'contested' && minLength !== undefined && pattern === undefined && notPattern === undefined
      ? [minLength]
      : [],
  );
}

/** The length of the shortest text that has to be accepted. */
function shortestAccepted(shape: StringShape): number {
  const pattern = acceptedPattern(shape);
  const least = pattern === null ? 'a'.repeat(shape.minLength ?? 0) : sampleOf(piecesOf(pattern));
  const texts = [least, least + (least.at(-1) ?? 'a')];
  const accepted = texts.find((text) => levelOfText(shape, text)?.level === 'must') ?? least;
  return accepted.length;
}
