import * as fc from 'fast-check';
import { compareTexts, simplerTexts, smallestFrom } from './text-order.ts';

const MINIMUM_SEEDS = 8;

/** One set of texts: how one is drawn, and how it is told whether a text belongs. */
export interface TextSet {
  draw(random: fc.Random): string;
  belongs(text: string): boolean;
}

/** An arbitrary over a set of texts whose shrinks stay in the set, get smaller, and try its smallest text first. */
export function textArbitrary(set: TextSet): fc.Arbitrary<string> {
  return new TextArbitrary(set);
}

class TextArbitrary extends fc.Arbitrary<string> {
  private readonly set: TextSet;
  private smallest: string | undefined;

  constructor(set: TextSet) {
    super();
    this.set = set;
  }

  override generate(random: fc.Random): fc.Value<string> {
    return new fc.Value(this.set.draw(random), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is string {
    return typeof value === 'string' && this.set.belongs(value);
  }

  override shrink(value: string): fc.Stream<fc.Value<string>> {
    return fc.stream(this.candidates(value)).map((text) => new fc.Value(text, undefined));
  }

  private *candidates(value: string): IterableIterator<string> {
    const minimum = this.minimum();
    if (compareTexts(minimum, value) < 0) yield minimum;
    for (const text of simplerTexts(value)) {
      if (text !== minimum && this.set.belongs(text)) yield text;
    }
  }

  /** The smallest text that descending from a few fixed samples reaches. */
  private minimum(): string {
    this.smallest ??= fc
      .sample(fc.noShrink(this), { seed: 1, numRuns: MINIMUM_SEEDS })
      .map((text) => smallestFrom(text, (simpler) => this.set.belongs(simpler)))
      .reduce((left, right) => (compareTexts(left, right) <= 0 ? left : right));
    return this.smallest;
  }
}
