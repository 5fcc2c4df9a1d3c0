import { requiredMembers } from '../../oracle/clauses/contact-forms.ts';
import type { Contract } from '../../spec/contract.ts';
import type { FuzzCall } from '../fuzz-call.ts';

/** The read that shows what a call changed, by the same caller of the same account; `null`: there is none. */
export function readBack(contract: Contract, call: FuzzCall, id: number): FuzzCall | null {
  const read = readersOf(contract, call.operation).find(({ needs }) =>
    needs.every((name) => typeof call.input[name] === 'string'),
  );
  if (!read) return null;
  // A malformed account has no state to read.
  if (call.input['AccountId'] !== undefined && call.label.includes('AccountId')) return null;
  const kept = [...read.needs, 'AccountId'].filter((name) => call.input[name] !== undefined);
  const input = Object.fromEntries(kept.map((name) => [name, call.input[name] ?? null]));
  return { id, identity: call.identity, operation: read.operation, kind: 'valid', label: 'read back', input };
}

interface Reader {
  readonly operation: string;
  /** The members that it requires. */
  readonly needs: readonly string[];
}

const known = new WeakMap<Contract, Map<string, readonly Reader[]>>();

/** The reads of what an operation changes, those that require most first. */
function readersOf(contract: Contract, operation: string): readonly Reader[] {
  const readers = known.get(contract) ?? new Map<string, readonly Reader[]>();
  known.set(contract, readers);
  const found = readers.get(operation) ?? findReaders(contract, operation);
  readers.set(operation, found);
  return found;
}

function findReaders({ operations }: Contract, name: string): Reader[] {
  const changes = operations[name]?.changes;
  if (!changes) return [];
  return Object.values(operations)
    .filter((operation) => operation.changes === null && operation.reads === changes)
    .map((operation) => ({ operation: operation.name, needs: requiredMembers(operation.input) }))
    .toSorted((one, other) => other.needs.length - one.needs.length);
}
