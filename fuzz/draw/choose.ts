import type * as fc from 'fast-check';

/** One element, each as likely. @throws {RangeError} where there is none. */
export function pick<T>(random: fc.Random, from: readonly T[]): T {
  if (from.length === 0) throw new RangeError('nothing to choose from');
  return from[random.nextInt(0, from.length - 1)] as T;
}

/** Whether something happens that is this likely, from 0 to 1. */
export function chance(random: fc.Random, likelihood: number): boolean {
  return random.nextInt(0, 9999) < likelihood * 10_000;
}

/** The index of one weight, as likely as it is heavy, where their sum is known. */
export function weighted(random: fc.Random, weights: readonly number[], sum: number): number {
  let rest = random.nextDouble() * sum;
  const at = weights.findIndex((weight) => (rest -= weight) < 0);
  return at === -1 ? weights.length - 1 : at;
}
