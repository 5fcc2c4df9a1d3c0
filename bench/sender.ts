import { trimHeap } from '../cli/trim-heap.ts';
import { bareAutocannon } from './bare-autocannon.ts';
import { bareUndici } from './bare-undici.ts';
import type { CapturedRequest } from './captured-requests.ts';
import { fuzzOnce } from './fuzz-rate.ts';

// One sender of the benchmark in a process of its own, so that none runs code that another has shaped. It is told how
// many requests to send, and tells how fast it was.

export interface Order {
  readonly endpoint: string;
  readonly connections: number;
  /** What the bare senders send, over and over. */
  readonly requests: readonly CapturedRequest[];
  readonly seed: number;
  readonly count: number;
}

export interface Sent {
  /** Requests per second. */
  readonly rate: number;
  /** Microseconds of processor time for each request, which other work on the machine changes less than rates. */
  readonly cpu: number;
}

const [kind] = process.argv.slice(2);
// As the command does it.
if (kind === 'fuzz') trimHeap('young');

async function send({ endpoint, connections, requests, seed, count }: Order): Promise<number> {
  if (kind === 'fuzz') {
    const { requests: made, elapsedMs } = await fuzzOnce({
      endpoint: new URL(endpoint),
      seed,
      maxRequests: count,
    });
    return (made * 1000) / elapsedMs;
  }
  const bare = kind === 'undici' ? bareUndici : bareAutocannon;
  return bare(new URL(endpoint), requests, { connections, count });
}

process.on('message', async (order: Order) => {
  const before = process.cpuUsage();
  const rate = await send(order);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ rate, cpu: (user + system) / order.count } satisfies Sent);
});
