import { trimHeap } from '../cli/trim-heap.ts';
import { bareAutocannon } from './bare-autocannon.ts';
import { bareUndici } from './bare-undici.ts';
import { captureRequests } from './captured-requests.ts';
import { fuzzOnce } from './fuzz-rate.ts';

// One sender of the benchmark in a process of its own, so that none runs code that another has shaped. It is told how
// many requests to send, and tells how fast it was.

export interface Order {
  readonly count: number;
  readonly seed: number;
}

export interface Sent {
  /** Requests per second. */
  readonly rate: number;
  /** Microseconds of processor time for each request, which other work on the machine changes less than rates. */
  readonly cpu: number;
}

/** As many as the fuzzer sends in a round. */
const CAPTURED = 50_000;

const [kind, href = '', connections = ''] = process.argv.slice(2);
// As the command does it; what a loop of little memory would only lose by.
if (kind === 'fuzz') trimHeap('young');
const endpoint = new URL(href);
const captured = kind === 'fuzz' ? [] : await captureRequests(endpoint, CAPTURED);

async function send({ count, seed }: Order): Promise<number> {
  if (kind === 'fuzz') {
    const { requests, elapsedMs } = await fuzzOnce({ endpoint, seed, maxRequests: count });
    return (requests * 1000) / elapsedMs;
  }
  const bare = kind === 'undici' ? bareUndici : bareAutocannon;
  return bare(endpoint, captured, { connections: Number(connections), count });
}

process.on('message', async (order: Order) => {
  const before = process.cpuUsage();
  const rate = await send(order);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ rate, cpu: (user + system) / order.count } satisfies Sent);
});
process.send?.('ready');
