import * as fc from 'fast-check';

class RandomArbitrary extends fc.Arbitrary<fc.Random> {
  override generate(random: fc.Random): fc.Value<fc.Random> {
    return new fc.Value(random.clone(), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is fc.Random {
    return false;
  }

  override shrink(): fc.Stream<fc.Value<fc.Random>> {
    return fc.Stream.nil();
  }
}

/** fast-check's own source of randomness for one seed, for what is prepared before anything is drawn. */
export function seededRandom(seed: number): fc.Random {
  const [random] = fc.sample(new RandomArbitrary(), { seed, numRuns: 1 });
  if (!random) throw new RangeError('no source of randomness');
  return random;
}
