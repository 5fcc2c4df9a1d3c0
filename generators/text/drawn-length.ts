import type * as fc from 'fast-check';
import { pick } from './grammar-text.ts';

/**
 * One of the lengths (ascending): half of the time a bound or its neighbour, otherwise any, the shorter half as
 * likely as the longer one.
 */
export function drawnLength(random: fc.Random, lengths: readonly number[]): number {
  const last = lengths.length - 1;
  const edges = [0, 0, last, last, Math.min(1, last), Math.max(0, last - 1)];
  return lengths[random.nextInt(0, 1) === 0 ? pick(random, edges) : random.nextInt(0, last)] ?? 0;
}
