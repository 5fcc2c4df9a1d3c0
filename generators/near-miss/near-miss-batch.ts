import * as fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { ELEMENT, shapeAt, valueAt, withValueAt, breaksExactly } from './breaks-exactly.ts';
import { inputBreaks, type InputBreak } from './input-breaks.ts';
import { operationOf, validInput, type InputOptions } from '../values/input.ts';
import { sweptValues } from './swept-values.ts';
import type { Variant } from '../values/variant.ts';

/** An invalid input, and how it differs from its control. */
export interface LabelledMiss {
  readonly label: string;
  readonly nearMiss: JsonObject;
}

/** One valid input, and invalid ones that each differ from it in exactly one member. */
export interface NearMissBatch {
  readonly control: JsonObject;
  readonly misses: readonly LabelledMiss[];
}

/** How many near misses are drawn for each way to break; the first that breaks nothing else counts. */
const CANDIDATES = 4;
/** Controls that each way is tried with, where none takes long. */
export const CONTROLS = 2;

/**
 * The near misses of an obligation, many beside one control: every way to break what it names with so many controls, and
 * every value of the family that {@link sweptValues} names with one.
 */
export function nearMissBatches(
  contract: Contract,
  obligation: Obligation,
  options: InputOptions,
  controls = CONTROLS,
): readonly Variant<NearMissBatch>[] {
  const exact = ({ nearMiss }: LabelledMiss) => breaksExactly(contract, obligation, nearMiss);
  const groups = Map.groupBy(inputBreaks(contract, obligation, options), ({ needs }) =>
    JSON.stringify(needs),
  );
  const sampled = [...groups.values()].flatMap((breaks, group) => {
    const arbitrary = sampledBatch(contract, obligation, breaks, options, exact);
    return Array.from({ length: controls }, (_, control) => ({
      label: `group ${group + 1}, control ${control + 1}`,
      arbitrary,
    }));
  });
  return [...sampled, ...sweptBatches(contract, obligation, options, exact)];
}

function sampledBatch(
  contract: Contract,
  { operation }: Obligation,
  breaks: readonly InputBreak[],
  options: InputOptions,
  exact: (miss: LabelledMiss) => boolean,
): fc.Arbitrary<NearMissBatch> {
  const controls = validInput(contract, operation, { ...options, ...breaks[0]?.needs });
  const changes = breaks.map(({ arbitrary }) =>
    fc.array(arbitrary, { minLength: CANDIDATES, maxLength: CANDIDATES }),
  );
  return fc.tuple(controls, fc.tuple(...changes)).map(([control, drawn]) => ({
    control,
    misses: breaks.flatMap(({ label }, at) => {
      const candidates = (drawn[at] ?? []).map((change) => ({ label, nearMiss: change(control) }));
      return candidates.find(exact) ?? [];
    }),
  }));
}

function sweptBatches(
  contract: Contract,
  { operation, path, constraint, side }: Obligation,
  options: InputOptions,
  exact: (miss: LabelledMiss) => boolean,
): Variant<NearMissBatch>[] {
  if (side !== 'refuses') return [];
  const { input } = operationOf(contract, operation);
  const names = path.filter((step) => step !== ELEMENT);
  const listed = path.includes(ELEMENT);
  const controls = validInput(contract, operation, {
    ...options,
    present: [names, ...(options.present ?? [])],
  });
  const missesOf = (control: JsonObject): LabelledMiss[] => {
    const found = valueAt(control, names);
    const valid = listed && Array.isArray(found) ? found[0] : found;
    return sweptValues(shapeAt(input, path), constraint, valid)
      .map(({ label, value }) => ({
        label,
        nearMiss: withValueAt(control, names, listed ? [value] : value),
      }))
      .filter(exact);
  };
  const arbitrary = controls.map((control) => ({ control, misses: missesOf(control) }));
  const [sample] = fc.sample(arbitrary, { seed: 1, numRuns: 1 });
  return sample && sample.misses.length > 0 ? [{ label: 'family', arbitrary }] : [];
}
