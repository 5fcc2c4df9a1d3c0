import type { Contract } from '../../spec/contract.ts';
import type { JsonAnomaly } from './json-anomaly.ts';
import { encodings, syntax, truncations } from './json-syntax.ts';
import { members, numberForms, roots, sizes } from './json-values.ts';

export type { JsonAnomaly } from './json-anomaly.ts';

/** Every way in which a body can be wrong as JSON or in its members' names; levels as in the contract's wire table. */
export function jsonAnomalies(contract: Contract): readonly JsonAnomaly[] {
  return [
    ...truncations,
    ...roots,
    ...syntax,
    ...members,
    ...encodings,
    ...sizes,
    ...numberForms(Object.values(contract.operations)),
  ];
}
