import { setTimeout as delay } from 'node:timers/promises';
import { fuzzOnce } from './fuzz-rate.ts';
import { separateServer } from './separate-server.ts';

const MEBIBYTE = 2 ** 20;
/** By then everything is loaded and compiled. */
const WARM = 50_000;
const REQUESTS = 1_000_000;
const LIMIT_MS = 300_000;

/** Heap that is in use after a collection; run with --expose-gc. */
function usedMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / MEBIBYTE;
}

const server = await separateServer();
let warm = Number.NaN;
let resident = Number.NaN;
const { requests } = await fuzzOnce({
  endpoint: server.endpoint,
  seed: 1,
  maxRequests: REQUESTS,
  timeMs: LIMIT_MS,
  onProgress: (made) => {
    if (!Number.isNaN(warm) || made < WARM) return;
    warm = usedMiB();
    resident = process.memoryUsage().rss / MEBIBYTE;
  },
});
await delay(100);
const heap = usedMiB() - warm;
const growth = process.memoryUsage().rss / MEBIBYTE - resident;
await server.close();
process.stdout.write(
  `(d) ${requests} requests: heap ${heap.toFixed(1)} MiB, resident memory ${growth.toFixed(1)} MiB more than after ${WARM}\n`,
);
