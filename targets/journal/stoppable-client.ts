import type { Contract } from '../../spec/contract.ts';
import { operationsNamed } from '../guard/guard-operation.ts';
import type { WireClient } from '../transport/exchange.ts';
import { StateFault } from './state-fault.ts';

/** Says why nothing more may be changed; `null`: it may. What there is to ask is known later than the client is made. */
export interface WriteStop {
  why: (() => string | null) | null;
}

/** A client that changes nothing any more once there is a reason; looked at right before a request goes out. */
export function stoppableClient(client: WireClient, contract: Contract, stop: WriteStop): WireClient {
  return {
    async send(request, signal) {
      if (stop.why && operationsNamed(request, contract).some(({ changes }) => changes !== null)) {
        const why = stop.why();
        if (why !== null) throw new StateFault(why);
      }
      return client.send(request, signal);
    },
    close: () => client.close(),
  };
}
