import type * as fc from 'fast-check';
import type { Json } from '../../spec/json.ts';

/** Something that can be drawn, named for people. */
export interface Variant<T> {
  readonly label: string;
  readonly arbitrary: fc.Arbitrary<T>;
}

/** Turns the value of a valid input (`undefined`: the member is absent) into the broken one (`undefined`: absent). */
export type Change = (value: Json | undefined) => Json | undefined;

/** One way to break one constraint. */
export type ValueBreak = Variant<Change>;
