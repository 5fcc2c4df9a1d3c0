import { LATENCY_BOUNDS_MS, type LatencyHistogram } from '../../results/record.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';

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
