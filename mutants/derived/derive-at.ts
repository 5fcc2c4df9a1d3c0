import type { Contract } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { Mutant } from '../mutant.ts';
import { changeAt } from './change-at.ts';
import type { Unmade } from './derivation.ts';
import { type InputPlace, obligationAt, placeText } from './input-places.ts';

export interface FaultAt {
  readonly constraint: string;
  readonly side: Obligation['side'];
  /** The last part of the mutant's id. */
  readonly what: string;
  readonly fault: string;
  /** What the place's shape has instead. */
  readonly shape?: Readonly<Record<string, unknown>>;
  /** What the place's member has instead. */
  readonly member?: Readonly<Record<string, unknown>>;
  readonly compose?: Mutant['compose'];
  readonly because?: string;
}

/** The mutant of a fault at one place of an input, named for the obligation that it breaks. */
export function deriveAt(place: InputPlace, given: FaultAt): Mutant {
  const { constraint, side, what, fault, compose } = given;
  const contract = changed(place, given);
  return {
    id: idAt(place, constraint, what),
    fault: `${placeText(place).replace('/', ': ')} ${fault}.`,
    kind: 'derived',
    rule: obligationAt(place, constraint, side),
    because: given.because ?? (side === 'accepts' ? refusalName(place) : refusalOf(place)),
    ...(contract === place.contract ? {} : { options: { contract } }),
    ...(compose ? { compose } : {}),
  };
}

export function unmadeAt(place: InputPlace, constraint: string, what: string, reason: string): Unmade {
  return { id: idAt(place, constraint, what), reason };
}

function idAt(place: InputPlace, constraint: string, what: string): string {
  return `derived/${placeText(place)}/${constraint}/${what}`;
}

/** What a wrong refusal of a valid value is called. */
function refusalName({ shape }: InputPlace): string {
  return shape.refusedAs[0] ?? '';
}

/** How a finding says that a refusal was due. */
function refusalOf({ operation }: InputPlace): string {
  return `${operation.name}: refusal`;
}

function changed({ contract, shapeKeys }: InputPlace, { shape, member }: FaultAt): Contract {
  const merge = (patch: object) => (old: object) => ({ ...old, ...patch });
  if (shape) return changeAt(contract, shapeKeys, merge(shape));
  return member ? changeAt(contract, shapeKeys.slice(0, -1), merge(member)) : contract;
}
