import type { Contract, Member, Operation, Shape } from '../../spec/contract.ts';
import { type Obligation, obligationId, pathText } from '../../spec/obligations.ts';

/** One member of an operation's input, or the elements of a list in it. */
export interface InputPlace {
  readonly contract: Contract;
  readonly operation: Operation;
  /** Member names from the input downwards; `[]` stands for any element of a list. */
  readonly path: readonly string[];
  readonly shape: Shape;
  /** `null`: an element of a list. */
  readonly member: Member | null;
  /** Where the shape stands in the contract. */
  readonly shapeKeys: readonly string[];
}

/** Every place of the operations' inputs, in the order of the contract. */
export function inputPlaces(contract: Contract): InputPlace[] {
  return Object.values(contract.operations).flatMap((operation) =>
    Object.entries(operation.input.members).flatMap(([name, member]) =>
      ofMember(contract, operation, [name], member, ['operations', operation.name, 'input', 'members', name]),
    ),
  );
}

function ofMember(
  contract: Contract,
  operation: Operation,
  path: readonly string[],
  member: Member,
  keys: readonly string[],
): InputPlace[] {
  const { shape } = member;
  const shapeKeys = [...keys, 'shape'];
  const own: InputPlace = { contract, operation, path, shape, member, shapeKeys };
  if (shape.kind === 'list') {
    const element = {
      ...own,
      path: [...path, '[]'],
      shape: shape.member,
      member: null,
      shapeKeys: [...shapeKeys, 'member'],
    };
    return [own, element];
  }
  if (shape.kind !== 'structure') return [own];
  const nested = Object.entries(shape.members).flatMap(([name, inner]) =>
    ofMember(contract, operation, [...path, name], inner, [...shapeKeys, 'members', name]),
  );
  return [own, ...nested];
}

export function placeText({ operation, path }: InputPlace): string {
  return `${operation.name}/${pathText(path)}`;
}

/** The obligation of a constraint at a place. */
export function obligationAt(place: InputPlace, constraint: string, side: Obligation['side']): string {
  return obligationId(place.operation.name, place.path, constraint, side);
}
