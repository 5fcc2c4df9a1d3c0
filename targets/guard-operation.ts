import type { Contract, Operation } from '../spec/contract.ts';
import type { WireRequest } from './exchange.ts';
import { headerValue } from './header-list.ts';
import { percentDecoded } from './guard-values.ts';

/** Every operation that a service could take the request for: by its name, its path, its target header or its query. */
export function operationsNamed(request: WireRequest, contract: Contract): readonly Operation[] {
  const header = headerValue(request.headers, contract.wire.targetHeader);
  if (header !== undefined) return findNamed(request, header.toLowerCase(), contract);
  const known = usual.get(contract) ?? new Map<string, readonly Operation[]>();
  usual.set(contract, known);
  const key = `${request.operation} ${request.target}`;
  const found = known.get(key);
  if (found) return found;
  const named = findNamed(request, '', contract);
  if (known.size < MOST_KNOWN) known.set(key, named);
  return named;
}

/** By operation and target: nearly all requests have the ones of their operation. */
const usual = new WeakMap<Contract, Map<string, readonly Operation[]>>();
const MOST_KNOWN = 1000;

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
