import type { Dialect } from './axes.ts';
import { NAMED_DIALECTS } from './named-dialects.ts';
import { randomDialect } from './random-dialect.ts';

/** Chosen so that with the named ones every choice of every axis occurs. */
const SEEDS = [451, 1966, 3868];

/** Every dialect that is tried, by its name. */
export const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ...Object.entries(NAMED_DIALECTS),
  ...SEEDS.map((seed): [string, Dialect] => [`random ${seed}`, randomDialect(seed)]),
]);

/** A few that together depart from the usual choice on every axis. */
export const ON_EVERY_AXIS: readonly string[] = ['strict', 'careless', 'random 1966', 'random 3868'];
