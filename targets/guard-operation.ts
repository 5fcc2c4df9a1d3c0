import type { Contract, Operation } from '../spec/contract.ts';
import type { WireRequest } from './exchange.ts';
import { headerValue } from './header-list.ts';
import { percentDecoded } from './guard-values.ts';

/** Every operation that a service could take the request for: by its name, its path, its target header or its query. */
export function operationsNamed(request: WireRequest, { operations, wire }: Contract): Operation[] {
  const path = percentDecoded(request.target).toLowerCase();
  const header = headerValue(request.headers, wire.targetHeader)?.toLowerCase() ?? '';
  return Object.values(operations).filter(
    ({ name, path: own }) =>
      name === request.operation ||
      path.includes(own.toLowerCase()) ||
      header.endsWith(name.toLowerCase()) ||
      path.includes(`action=${name.toLowerCase()}`),
  );
}
