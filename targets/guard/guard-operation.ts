import type { Contract, Operation } from '../../spec/contract.ts';
import type { WireRequest } from '../transport/exchange.ts';
import { headerValue } from '../transport/header-list.ts';
import { percentDecoded } from './guard-values.ts';

/** Every operation that a service could take the request for: by its name, its path, its target header or its query. */
export function operationsNamed(request: WireRequest, contract: Contract): readonly Operation[] {
  const header = headerValue(request.headers, contract.wire.targetHeader);
  if (header !== undefined) return findNamed(request, header.toLowerCase(), contract);
  const own = request.operation === null ? undefined : contract.operations[request.operation];
  if (own?.path !== request.target) return findNamed(request, '', contract);
  const known = usual.get(own) ?? findNamed(request, '', contract);
  usual.set(own, known);
  return known;
}

/** What the path of an operation names: nearly all requests have it. */
const usual = new WeakMap<Operation, readonly Operation[]>();

function findNamed(request: WireRequest, header: string, contract: Contract): Operation[] {
  const path = percentDecoded(request.target).toLowerCase();
  return spellingsOf(contract).flatMap(({ operation, name, own, action }) =>
    operation.name === request.operation ||
    path.includes(own) ||
    header.endsWith(name) ||
    path.includes(action)
      ? [operation]
      : [],
  );
}

interface Spellings {
  readonly operation: Operation;
  /** In lower case. */
  readonly name: string;
  readonly own: string;
  readonly action: string;
}

const spellings = new WeakMap<Contract, readonly Spellings[]>();

function spellingsOf(contract: Contract): readonly Spellings[] {
  const known = spellings.get(contract) ?? Object.values(contract.operations).map(spelled);
  spellings.set(contract, known);
  return known;
}

function spelled(operation: Operation): Spellings {
  const name = operation.name.toLowerCase();
  return { operation, name, own: operation.path.toLowerCase(), action: `action=${name}` };
}
