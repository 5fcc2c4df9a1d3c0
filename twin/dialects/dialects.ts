import { NAMED_DIALECTS } from './named-dialects.ts';
import { AXES, dialect, type Dialect } from './axes.ts';

/** Chosen so that with the named ones every choice of every axis occurs. */
const SEEDS = [451, 1966, 3868];

/** Every dialect that is tried, by its name. */
export const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ...Object.entries(NAMED_DIALECTS),
  ...SEEDS.map((seed): [string, Dialect] => [`random ${seed}`, randomDialect(seed)]),
]);

/** A few that together depart from the usual choice on every axis. */
export const ON_EVERY_AXIS: readonly string[] = ['strict', 'careless', 'random 1966', 'random 3868'];

/** A choice on every axis by chance: combinations that nobody would think of. */
function randomDialect(seed: number): Dialect {
  const next = fractions(seed);
  const choices = Object.entries(AXES).map(([axis, values]) => [
    axis,
    values[Math.floor(next() * values.length)],
  ]);
  return dialect(Object.fromEntries(choices) as Partial<Dialect>);
}

/** Numbers from 0 up to, but without, 1, the same for the same seed: nothing of the twin is drawn otherwise. */
export function fractions(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x100000000;
  };
}
