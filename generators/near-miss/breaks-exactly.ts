import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { ELEMENT } from './at-path.ts';
import { inputFaults } from '../values/input-faults.ts';
import { operationOf } from '../values/input.ts';

/** Constraints that a value may break beside the named one, because the same value is wrong for both. */
const BY_NATURE: Readonly<Record<string, readonly string[]>> = {
  'min-length': ['pattern'],
  pattern: ['min-length'],
  'type-error': ['type'],
};

/** Whether an input breaks what an obligation names, at its place, and nothing else. */
export function breaksExactly(contract: Contract, obligation: Obligation, input: JsonObject): boolean {
  const { constraint, path } = obligation;
  const named = constraint === 'type-error' ? 'type' : constraint;
  const allowed = [named, ...(BY_NATURE[constraint] ?? [])];
  const faults = inputFaults(operationOf(contract, obligation.operation).input, input);
  return (
    faults.some((fault) => fault.constraint === named) &&
    faults.every(
      (fault) =>
        fault.verdict === 'invalid' && allowed.includes(fault.constraint) && samePlace(path, fault.path),
    )
  );
}

function samePlace(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((step, at) => (step === ELEMENT ? /^[0-9]+$/u.test(path[at] ?? '') : step === path[at]))
  );
}
