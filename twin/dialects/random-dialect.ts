import { AXES, dialect, type Dialect } from './axes.ts';
import { fractions } from './fractions.ts';

/** A choice on every axis by chance: combinations that nobody would think of. */
export function randomDialect(seed: number): Dialect {
  const next = fractions(seed);
  const choices = Object.entries(AXES).map(([axis, values]) => [
    axis,
    values[Math.floor(next() * values.length)],
  ]);
  return dialect(Object.fromEntries(choices) as Partial<Dialect>);
}
