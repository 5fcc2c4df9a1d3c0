import type fc from 'fast-check';

/** Named ways to draw a value. */
export interface Variant<T> {
  readonly label: string;
  readonly arbitrary: fc.Arbitrary<T>;
}
