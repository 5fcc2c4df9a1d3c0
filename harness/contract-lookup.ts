import type { Contract, Shape, StringShape } from '../spec/contract.ts';

/**
 * The shape at a path of an operation's input; `[]` is the element of a list.
 * @throws {RangeError} where the contract has no such member.
 */
export function inputShape(contract: Contract, operation: string, path: readonly string[]): Shape {
  let shape: Shape | undefined = contract.operations[operation]?.input;
  for (const step of path) {
    if (step === '[]') shape = shape?.kind === 'list' ? shape.member : undefined;
    else shape = shape?.kind === 'structure' ? shape.members[step]?.shape : undefined;
  }
  if (!shape) throw new RangeError(`the contract has no input member ${operation}.${path.join('.')}`);
  return shape;
}

/** The values of an enum member of an operation's input. */
export function enumOf(contract: Contract, operation: string, ...path: string[]): readonly string[] {
  const shape = inputShape(contract, operation, path);
  return shape.kind === 'string' && shape.enum ? shape.enum : [];
}

/** The shape of a text member of an operation's input. @throws {RangeError} where it is none. */
export function textShape(contract: Contract, operation: string, member: string): StringShape {
  const shape = inputShape(contract, operation, [member]);
  if (shape.kind !== 'string') throw new RangeError(`${operation}.${member} is no text in this contract`);
  return shape;
}
