import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const LOOK_EVERY_MS = 20;
/** Young objects would get 128 MiB in the end, of which a quarter does as well. */
const YOUNG_BYTES = 16 * 2 ** 20;

/**
 * Keeps the heap of this process small: a run leaves much garbage and keeps little. Only what young objects get, where
 * it works at full speed for hours: to clear all of it often has its price.
 */
export function trimHeap(part: 'all' | 'young'): void {
  // Otherwise it grows to twice what is alive before it is cleared.
  if (part === 'all') setFlagsFromString('--heap-growing-percent=30');
  // Once the heap is there, how large its young generation may be is settled; only how it grows is not.
  let grows = true;
  setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    const mayGrow = young !== undefined && young.space_size < YOUNG_BYTES;
    if (mayGrow === grows) return;
    grows = mayGrow;
    // In a while without work it shrinks, and would stay as small as it was then.
    setFlagsFromString(`--semi-space-growth-factor=${grows ? 2 : 1}`);
  }, LOOK_EVERY_MS).unref();
}
