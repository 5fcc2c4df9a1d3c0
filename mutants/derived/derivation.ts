import type { Mutant } from '../mutant.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { obligationAt, placeText, type InputPlace } from './input-places.ts';

/** A fault that the contract offers and that nobody outside could see, with the reason. */
export interface Unmade {
  readonly id: string;
  readonly reason: string;
}

export type Derivation = Mutant | Unmade;

export function isMade(derivation: Derivation): derivation is Mutant {
  return 'rule' in derivation;
}

/** A copy of plain data in which one place is different; everything else is shared with the original. */
export function changeAt<T>(root: T, keys: readonly string[], change: (old: never) => unknown): T {
  const [key, ...rest] = keys;
  if (key === undefined) return change(root as never) as T;
  const old = (root as Readonly<Record<string, unknown>>)[key];
  if (Array.isArray(root))
    return root.map((item: unknown, index) =>
      String(index) === key ? changeAt(item, rest, change) : item,
    ) as T;
  return { ...root, [key]: changeAt(old, rest, change) };
}

interface FaultAt {
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

/** An error that the operation may answer with, but not for a wrong value at this place. */
export function wrongErrorOf({ contract, operation, shape }: InputPlace): string {
  return ownErrors(contract, operation).find((name) => !shape.refusedAs.includes(name)) ?? '';
}

/** The errors on the operation's own page that say that the request was at fault. */
function ownErrors(contract: Contract, operation: Operation): string[] {
  return operation.errors.filter((name) =>
    contract.errors.some((error) => error.name === name && error.statuses.every((status) => status < 500)),
  );
}
