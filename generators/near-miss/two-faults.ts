import * as fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import { obligationsOf, type Obligation } from '../../spec/obligations.ts';
import { ELEMENT } from './breaks-exactly.ts';
import { inputBreaks, type InputBreak } from './input-breaks.ts';
import { inputFaults } from '../values/input-faults.ts';
import { operationOf, validInput, type InputOptions } from '../values/input.ts';
import type { NearMiss } from './near-miss.ts';

interface Place {
  readonly path: readonly string[];
  readonly breaks: readonly InputBreak[];
}

/**
 * Inputs in which exactly two members are wrong, with their control; `null`: the operation has no two members that
 * can be wrong independently of each other.
 */
export function twoFaults(
  contract: Contract,
  operation: string,
  options: InputOptions,
): fc.Arbitrary<NearMiss> | null {
  const places = placesOf(contract, operation, options);
  const pairs = places.flatMap((one, at) =>
    places.slice(at + 1).flatMap((other) => (nested(one.path, other.path) ? [] : [[one, other] as const])),
  );
  if (pairs.length === 0) return null;
  const { input } = operationOf(contract, operation);
  const controls = validInput(contract, operation, { ...options, present: places.map(({ path }) => path) });
  return fc
    .constantFrom(...pairs)
    .chain(([one, other]) => fc.tuple(controls, changeOf(one), changeOf(other)))
    .map(([control, first, second]): NearMiss => ({ control, nearMiss: second(first(control)) }))
    .filter(({ nearMiss }) => {
      const faults = inputFaults(input, nearMiss);
      const wrong = new Set(faults.map(({ path }) => path.join('.')));
      return wrong.size === 2 && faults.every(({ verdict }) => verdict === 'invalid');
    });
}

function changeOf({ breaks }: Place): InputBreak['arbitrary'] {
  return fc.oneof(...breaks.map(({ arbitrary }) => arbitrary));
}

function placesOf(contract: Contract, operation: string, options: InputOptions): readonly Place[] {
  const places = new Map<string, Place>();
  const binding = obligationsOf(contract).filter(
    (obligation) => obligation.operation === operation && usable(obligation),
  );
  for (const obligation of binding) {
    const key = obligation.path.join('.');
    const breaks = [...(places.get(key)?.breaks ?? []), ...inputBreaks(contract, obligation, options)];
    places.set(key, { path: obligation.path, breaks });
  }
  return [...places.values()].filter(({ breaks }) => breaks.length > 0);
}

function usable({ side, level, path }: Obligation): boolean {
  return side === 'refuses' && level === 'must' && !path.includes(ELEMENT);
}

function nested(one: readonly string[], other: readonly string[]): boolean {
  return one.every((step, at) => step === other[at]) || other.every((step, at) => step === one[at]);
}
