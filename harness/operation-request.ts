import type { Contract, Provocation } from '../spec/contract.ts';
import type { Json } from '../spec/json.ts';
import type { WireRequest } from '../targets/transport/exchange.ts';
import type { Identity } from '../targets/target.ts';

/** The request of an ordinary call, as the contract's protocol writes it. */
export function operationRequest(
  contract: Contract,
  identity: Identity,
  operation: string,
  input: Json,
  provokes: readonly Provocation[] = [],
): WireRequest {
  const known = contract.operations[operation];
  if (!known) throw new RangeError(`the contract (${contract.edition}) has no operation ${operation}`);
  return {
    identity,
    operation,
    method: known.method,
    target: known.path,
    headers: [['content-type', contract.wire.contentType]],
    // From the pool of small buffers: an encoder takes ten times as long.
    body: Buffer.from(JSON.stringify(input)),
    provokes,
  };
}
