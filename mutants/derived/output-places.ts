import type { Contract, Member, Operation, Shape } from '../../spec/contract.ts';

/** One member of an operation's output. */
export interface OutputPlace {
  readonly contract: Contract;
  readonly operation: Operation;
  /** Member names from the output downwards; `[]` stands for any element of a list. */
  readonly path: readonly string[];
  readonly member: Member;
  /** Where the members that this is one of stand in the contract. */
  readonly membersKeys: readonly string[];
}

/** Every member of the operations' outputs, in the order of the contract. */
export function outputPlaces(contract: Contract): OutputPlace[] {
  return Object.values(contract.operations).flatMap((operation) =>
    operation.output
      ? within(contract, operation, operation.output, [], ['operations', operation.name, 'output'])
      : [],
  );
}

function within(
  contract: Contract,
  operation: Operation,
  shape: Shape,
  path: readonly string[],
  keys: readonly string[],
): OutputPlace[] {
  if (shape.kind === 'list')
    return within(contract, operation, shape.member, [...path, '[]'], [...keys, 'member']);
  if (shape.kind !== 'structure') return [];
  const membersKeys = [...keys, 'members'];
  return Object.entries(shape.members).flatMap(([name, member]) => [
    { contract, operation, path: [...path, name], member, membersKeys },
    ...within(contract, operation, member.shape, [...path, name], [...membersKeys, name, 'shape']),
  ]);
}
