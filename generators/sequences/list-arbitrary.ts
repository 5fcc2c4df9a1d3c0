import * as fc from 'fast-check';

/** How many elements are drawn. Shrinks may go below the minimum, down to one. */
export interface ListBounds {
  readonly minLength: number;
  readonly maxLength: number;
}

/**
 * Lists whose drawn length is even between the bounds, whatever the bias. Shrinks drop elements, many at a time
 * first, and then simplify single ones.
 */
export function listArbitrary<T>(element: fc.Arbitrary<T>, bounds: ListBounds): fc.Arbitrary<T[]> {
  return new ListArbitrary(element, bounds);
}

class ListArbitrary<T> extends fc.Arbitrary<T[]> {
  private readonly element: fc.Arbitrary<T>;
  private readonly bounds: ListBounds;

  constructor(element: fc.Arbitrary<T>, bounds: ListBounds) {
    super();
    this.element = element;
    this.bounds = bounds;
  }

  override generate(random: fc.Random, bias: number | undefined): fc.Value<T[]> {
    const length = random.nextInt(this.bounds.minLength, this.bounds.maxLength);
    return listOf(Array.from({ length }, () => this.element.generate(random, bias)));
  }

  override canShrinkWithoutContext(_value: unknown): _value is T[] {
    return false;
  }

  override shrink(_value: T[], context: unknown): fc.Stream<fc.Value<T[]>> {
    return Array.isArray(context) ? fc.stream(this.simpler(context as fc.Value<T>[])) : fc.Stream.nil();
  }

  private *simpler(values: readonly fc.Value<T>[]): IterableIterator<fc.Value<T[]>> {
    for (let size = Math.floor(values.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at + size <= values.length; at += size) {
        yield listOf([...values.slice(0, at), ...values.slice(at + size)]);
      }
    }
    for (const [at, value] of values.entries()) {
      for (const simpler of this.element.shrink(value.value, value.context)) {
        yield listOf([...values.slice(0, at), simpler, ...values.slice(at + 1)]);
      }
    }
  }
}

function listOf<T>(values: readonly fc.Value<T>[]): fc.Value<T[]> {
  return new fc.Value(
    values.map(({ value }) => value),
    values,
  );
}
