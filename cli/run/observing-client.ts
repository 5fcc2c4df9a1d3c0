import type { RunResult } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { LatencyCounter } from './latency-counter.ts';
import { RegionWatcher } from './region-watcher.ts';

/** A client that also keeps what the pictures of a report are drawn from. */
export interface ObservingClient {
  readonly client: WireClient;
  observed(): Required<Pick<RunResult, 'latency' | 'regions'>>;
}

/** Watches every exchange of a run, whatever it was sent for. */
export function observingClient(client: WireClient, contract: Contract): ObservingClient {
  const latency = new LatencyCounter();
  const regions = new RegionWatcher(contract, performance.now());
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
