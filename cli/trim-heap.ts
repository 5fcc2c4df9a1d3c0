import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const LOOK_EVERY_MS = 20;
/** Young objects would get 128 MiB in the end, of which a quarter does as well. */
const YOUNG_BYTES = 16 * 2 ** 20;

/** Keeps the heap of this process small: a run leaves much garbage and keeps little. */
export function trimHeap(): void {
  // Otherwise it grows to twice what is alive before it is cleared.
  setFlagsFromString('--heap-growing-percent=30');
  // Once the heap is there, how large its young generation may be is settled; only how it grows is not.
  const watch = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (!young || young.space_size < YOUNG_BYTES) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(watch);
  }, LOOK_EVERY_MS).unref();
}
