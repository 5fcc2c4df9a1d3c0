import type * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import { drawnLength } from './finite-texts.ts';
import { judgeText } from '../values/judge-text.ts';
import { seededRandom } from '../seeded-random.ts';
import { lengthsOutsideZones, textForm } from './text-form.ts';

const ATTEMPTS = 60;
const prepared = new WeakMap<StringShape, AcceptedTexts>();

/** Draws of texts whose acceptance is a must. */
export interface AcceptedTexts {
  /** Lengths at which such texts exist, in scalar values, ascending. */
  readonly lengths: readonly number[];
  /** A text of one of {@link lengths}; without a length, of a drawn one, often at a bound. */
  draw(random: fc.Random, length?: number): string;
}

/** The texts of a shape whose acceptance is a must, built from its patterns, zones and lengths; prepared once. */
export function acceptedTexts(shape: StringShape): AcceptedTexts {
  const known = prepared.get(shape) ?? prepare(shape);
  prepared.set(shape, known);
  return known;
}

function prepare(shape: StringShape): AcceptedTexts {
  const form = textForm(shape, true);
  const { min, max } = lengthsOutsideZones(shape);
  const examples = new Map<number, string>();
  const attempt = (random: fc.Random, length: number): string | undefined => {
    for (let count = 0; count < ATTEMPTS; count += 1) {
      const text = form.draw(random, length, random.nextInt(0, 3) === 0);
      if (judgeText(shape, text) === 'must') return text;
    }
    return examples.get(length);
  };
  const probe = seededRandom(1);
  for (const length of form.lengths.filter((possible) => possible >= min && possible <= max)) {
    const example = attempt(probe, length);
    if (example !== undefined) examples.set(length, example);
  }
  const lengths = [...examples.keys()];
  return {
    lengths,
    draw(random, length = drawnLength(random, lengths)) {
      const text = attempt(random, length);
      if (text === undefined) throw new RangeError(`${shape.name}: no accepted text of ${length} characters`);
      return text;
    },
  };
}
