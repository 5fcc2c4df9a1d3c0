import type { StringShape } from '../../spec/contract.ts';
import { deriveAt, unmadeAt, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';
import { acceptedPattern, levelOfText } from './texts.ts';
import { loosenedPatterns } from './loosened-patterns.ts';
import type { PatternEdit } from './pattern-pieces.ts';
import { tightenedPatterns } from './tightened-patterns.ts';

/** A documented pattern loosened and tightened; text for which only a zone has a pattern is tightened to less than that. */
export function patternFaults(place: InputPlace): Derivation[] {
  const { shape } = place;
  if (shape.kind !== 'string' || shape.enum) return [];
  const accepted = acceptedPattern(shape);
  const { pattern } = shape;
  return [
    ...(pattern === null ? [] : loosenedPatterns(pattern).map((edit) => loosened(place, shape, edit))),
    ...(accepted === null ? [] : tightenedPatterns(accepted).map((edit) => tightened(place, shape, edit))),
  ];
}

function loosened(place: InputPlace, shape: StringShape, { what, fault, ...edit }: PatternEdit): Derivation {
  const changed = { ...shape, pattern: edit.pattern, zones: [] };
  const shows = edit.witnesses.some((text) => !levelOfText(shape, text) && levelOfText(changed, text));
  if (!shows) return unmadeAt(place, 'pattern', what, 'the pattern lets the same texts through as before');
  return deriveAt(place, {
    constraint: 'pattern',
    side: 'refuses',
    what,
    fault,
    shape: { pattern: edit.pattern },
  });
}

function tightened(place: InputPlace, shape: StringShape, { what, fault, ...edit }: PatternEdit): Derivation {
  const constraint = shape.pattern === null ? 'text' : 'pattern';
  if (shape.format === 'one-time-password')
    return unmadeAt(place, constraint, what, 'only the password that was sent is accepted');
  const lost = edit.witnesses
    .filter((text) => !new RegExp(edit.pattern, 'u').test(text))
    .map((text) => levelOfText(shape, text));
  const seen = lost.find((one) => one?.level === 'must') ?? lost.find((one) => one?.level === 'should');
  if (!seen)
    return unmadeAt(
      place,
      constraint,
      what,
      lost.some((one) => one !== null)
        ? 'whether such a text is accepted is contested'
        : 'the pattern lets the same texts through as before',
    );
  return deriveAt(place, {
    constraint: seen.ruling ?? constraint,
    side: 'accepts',
    what,
    fault,
    shape: { pattern: edit.pattern },
  });
}
