import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { trimHeap } from '../cli/run/trim-heap.ts';
import { fuzzOnce } from './fuzz-rate.ts';
import { recordSection } from './results-page.ts';
import { separateServer } from './separate-server.ts';

const MEBIBYTE = 2 ** 20;
/** By then everything is loaded and compiled. */
const WARM = 50_000;
const EVERY = 50_000;
const REQUESTS = Number(process.argv[2] ?? 1_000_000);

trimHeap('young');
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Sample {
  /** In use after a collection, MiB. */
  readonly heap: number;
  readonly resident: number;
}

function sample(): Sample {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / MEBIBYTE, resident: rss / MEBIBYTE };
}

const server = await separateServer();
const samples: Sample[] = [];
let next = WARM;
const { requests, elapsedMs } = await fuzzOnce({
  endpoint: server.endpoint,
  seed: 1,
  maxRequests: REQUESTS,
  onProgress: (made) => {
    if (made < next) return;
    next += EVERY;
    samples.push(sample());
  },
});
samples.push(sample());
await server.close();

const [first, ...later] = samples;
if (!first) throw new RangeError(`fewer than ${WARM} requests`);
const most = (read: (one: Sample) => number) => Math.max(...later.map(read)) - read(first);
const mebibytes = (value: number) => `${value.toFixed(1)} MiB`;
await recordSection({
  title: '(d) Memory of a long fuzz run',
  how: `One run, sampled after a collection every ${EVERY} requests.`,
  rows: [
    ['requests', `${requests} in ${Math.round(elapsedMs / 1000)} s`],
    [`heap after the first ${WARM}`, mebibytes(first.heap)],
    ['heap, most growth after that', mebibytes(most(({ heap }) => heap))],
    [`resident memory after the first ${WARM}`, mebibytes(first.resident)],
    ['resident memory, most growth after that', mebibytes(most(({ resident }) => resident))],
  ],
});
