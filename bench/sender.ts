import { trimHeap } from '../cli/run/trim-heap.ts';
import { bareAutocannon, bareUndici, type CapturedRequest } from './captured-requests.ts';
import { fuzzOnce } from './fuzz-rate.ts';

// One sender of the benchmark in a process of its own, so that none runs code that another has shaped. It is told how
// many requests to send, and tells how fast it was after the first of them.

export interface Order {
  readonly endpoint: string;
  readonly connections: number;
  /** What the bare senders send, over and over. */
  readonly requests: readonly CapturedRequest[];
  readonly seed: number;
  /** Sent before anything is measured. */
  readonly warmUp: number;
  readonly count: number;
}

export interface Sent {
  /** Requests per second. */
  readonly rate: number;
  /** The same while it warmed up. */
  readonly rateBefore: number;
  /** Microseconds of processor time for each request, which other work on the machine changes less than rates. */
  readonly cpu: number;
}

const [kind] = process.argv.slice(2);
// As the command does it.
if (kind === 'fuzz') trimHeap('young');

/** Reads the clocks now, and later how fast what came after that was. */
class Measurement {
  readonly #startedAt = performance.now();
  readonly #cpu = process.cpuUsage();

  of(count: number): Omit<Sent, 'rateBefore'> {
    const { user, system } = process.cpuUsage(this.#cpu);
    return { rate: (count * 1000) / (performance.now() - this.#startedAt), cpu: (user + system) / count };
  }
}

/** One run, since that goes on for hours: what it prepares at its beginning belongs to the warm-up. */
async function fuzzed({ endpoint, seed, warmUp, count }: Order): Promise<Sent> {
  const before = new Measurement();
  let warm: { measurement: Measurement; made: number; rateBefore: number } | null = null;
  let sent: Sent | null = null;
  await fuzzOnce({
    endpoint: new URL(endpoint),
    seed,
    maxRequests: warmUp + count,
    onProgress: (made) => {
      if (made < warmUp) return;
      if (warm) sent = { ...warm.measurement.of(made - warm.made), rateBefore: warm.rateBefore };
      else warm = { measurement: new Measurement(), made, rateBefore: before.of(made).rate };
    },
  });
  if (!sent) throw new RangeError(`the run ended within ${warmUp} requests`);
  return sent;
}

async function bare({ endpoint, connections, requests, warmUp, count }: Order): Promise<Sent> {
  const sendAll = kind === 'undici' ? bareUndici : bareAutocannon;
  const rateBefore = await sendAll(new URL(endpoint), requests, { connections, count: warmUp });
  const measurement = new Measurement();
  const rate = await sendAll(new URL(endpoint), requests, { connections, count });
  return { ...measurement.of(count), rate, rateBefore };
}

process.on('message', async (order: Order) => {
  process.send?.(await (kind === 'fuzz' ? fuzzed(order) : bare(order)));
});
