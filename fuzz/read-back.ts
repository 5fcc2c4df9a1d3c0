import type { Contract, Operation } from '../spec/contract.ts';
import type { FuzzCall } from './fuzz-call.ts';

/** The read that shows what a call changed, by the same caller of the same account; `null`: there is none. */
export function readBack(contract: Contract, call: FuzzCall, id: number): FuzzCall | null {
  const changes = contract.operations[call.operation]?.changes;
  if (!changes) return null;
  const fitting = Object.values(contract.operations).filter(
    (operation) =>
      operation.changes === null &&
      operation.reads === changes &&
      required(operation).every((name) => typeof call.input[name] === 'string'),
  );
  const read = fitting.toSorted((one, other) => required(other).length - required(one).length)[0];
  if (!read) return null;
  // A malformed account has no state to read.
  if (call.input['AccountId'] !== undefined && call.label.includes('AccountId')) return null;
  const kept = [...required(read), 'AccountId'].filter((name) => call.input[name] !== undefined);
  const input = Object.fromEntries(kept.map((name) => [name, call.input[name] ?? null]));
  return { id, identity: call.identity, operation: read.name, kind: 'valid', label: 'read back', input };
}

function required({ input }: Operation): string[] {
  return Object.entries(input.members).flatMap(([name, member]) => (member.required ? [name] : []));
}
