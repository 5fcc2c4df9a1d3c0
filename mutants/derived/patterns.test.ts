import { expect, test } from 'vitest';
import type { StringShape } from '../../spec/contract.ts';
import { inputPlaces } from './input-places.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { acceptedPattern, levelOfText } from './texts.ts';
import { loosenedPatterns } from './loosened-patterns.ts';
import { patternOf, piecesOf, sampleOf } from './pattern-pieces.ts';
import { tightenedPatterns } from './tightened-patterns.ts';

const shapes = new Map(
  inputPlaces(loadContract('current')).flatMap(({ shape }): [string, StringShape][] =>
    shape.kind === 'string' ? [[shape.name, shape]] : [],
  ),
);
const patterned = [...shapes.values()].flatMap((shape) => {
  const pattern = acceptedPattern(shape);
  return pattern === null ? [] : [{ name: shape.name, shape, pattern }];
});

test.each(patterned)('the pattern of $name is read whole, and a sample of it is accepted', (one) => {
  const pieces = piecesOf(one.pattern);
  expect(patternOf(pieces)).toBe(one.pattern);
  expect(sampleOf(pieces)).toMatch(new RegExp(one.pattern, 'u'));
  expect(levelOfText(one.shape, sampleOf(pieces))).not.toBeNull();
});

test('an account id is loosened and tightened in every way that shows', () => {
  const whats = (edits: { what: string }[]) => edits.map(({ what }) => what);
  expect(whats(loosenedPatterns(String.raw`^\d{12}$`))).toEqual([
    'unanchored-start',
    'unanchored-end',
    'final-newline',
    'one-fewer-in-part-1',
    'one-more-in-part-1',
    'more-in-part-1',
    'anything-in-part-1',
    'letters-in-part-1',
    'digits-of-any-script-in-part-1',
    'letters-of-any-script-in-part-1',
    'slash-in-part-1',
    'underscore-in-part-1',
  ]);
  expect(whats(tightenedPatterns(String.raw`^\d{12}$`))).toEqual([
    'always-one-fewer-in-part-1',
    'always-one-more-in-part-1',
  ]);
});
