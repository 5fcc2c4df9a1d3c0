import type { Contract } from '../../spec/contract.ts';
import type { WireClient, Exchange } from '../../targets/transport/exchange.ts';
import { realPace, type Pace } from '../../targets/pacing/pace.ts';
import { RegionWatcher } from './region-watcher.ts';
import { LATENCY_BOUNDS_MS, type RunResult, type LatencyHistogram } from '../../results/record.ts';

/** A client that also keeps what the pictures of a report are drawn from. */
export interface ObservingClient {
  readonly client: WireClient;
  observed(): Required<Pick<RunResult, 'latency' | 'regions'>>;
}

/** Watches every exchange of a run, whatever it was sent for. */
export function observingClient(
  client: WireClient,
  contract: Contract,
  pace: Pace = realPace,
): ObservingClient {
  const latency = new LatencyCounter();
  const regions = new RegionWatcher(contract, pace.now());
  return {
    client: {
      async send(request, signal) {
        const exchange = await client.send(request, signal);
        latency.observe(exchange);
        regions.observe(exchange);
        return exchange;
      },
      close: () => client.close(),
    },
    observed: () => ({ latency: latency.histograms(), regions: regions.histories() }),
  };
}

/** Counts how long whole answers took, per operation. */
export class LatencyCounter {
  readonly #counts = new Map<string, number[]>();

  observe({ request, response, fault, durationMs }: Exchange): void {
    if (request.operation === null || !response || fault) return;
    const counts = this.#counts.get(request.operation) ?? [...LATENCY_BOUNDS_MS, Infinity].map(() => 0);
    this.#counts.set(request.operation, counts);
    const found = LATENCY_BOUNDS_MS.findIndex((bound) => durationMs <= bound);
    const index = found < 0 ? LATENCY_BOUNDS_MS.length : found;
    counts[index] = (counts[index] ?? 0) + 1;
  }

  /** By operation. */
  histograms(): LatencyHistogram[] {
    return [...this.#counts]
      .map(([operation, counts]) => ({ operation, counts: [...counts] }))
      .toSorted((one, other) => (one.operation < other.operation ? -1 : 1));
  }
}
