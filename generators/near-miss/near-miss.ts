import * as fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { breaksExactly } from './breaks-exactly.ts';
import { inputBreaks } from './input-breaks.ts';
import { validInput, type InputOptions } from '../values/input.ts';
import type { Variant } from '../values/variant.ts';

export type { Variant } from '../values/variant.ts';

/** A valid input, and an invalid one that differs from it in exactly one member. */
export interface NearMiss {
  readonly control: JsonObject;
  readonly nearMiss: JsonObject;
}

const PROBES = 12;
const prepared = new WeakMap<Contract, Map<string, readonly Variant<NearMiss>[]>>();

/**
 * One variant per way to break exactly what a refusing obligation names; none for the accepting side.
 * Where breaking one constraint breaks another by nature (empty and a pattern), both are broken.
 */
export function nearMisses(
  contract: Contract,
  obligation: Obligation,
  options: InputOptions,
): readonly Variant<NearMiss>[] {
  const key = `${obligation.id} ${JSON.stringify(options)}`;
  const known = prepared.get(contract) ?? new Map<string, readonly Variant<NearMiss>[]>();
  prepared.set(contract, known);
  const variants = known.get(key) ?? build(contract, obligation, options);
  known.set(key, variants);
  return variants;
}

function build(
  contract: Contract,
  obligation: Obligation,
  options: InputOptions,
): readonly Variant<NearMiss>[] {
  return inputBreaks(contract, obligation, options).flatMap(({ label, needs, arbitrary }) => {
    const controls = validInput(contract, obligation.operation, { ...options, ...needs });
    const pairs = fc
      .tuple(controls, arbitrary)
      .map(([control, change]): NearMiss => ({ control, nearMiss: change(control) }));
    const exact = ({ nearMiss }: NearMiss): boolean => breaksExactly(contract, obligation, nearMiss);
    // A change that this shape mostly survives (one digit less in a phone number) is not a variant of it.
    const hits = fc.sample(pairs, { seed: 1, numRuns: PROBES }).filter(exact).length;
    return hits * 4 < PROBES ? [] : [{ label, arbitrary: pairs.filter(exact) }];
  });
}
