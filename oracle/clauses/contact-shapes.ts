import type { Contract, StructureShape } from '../../spec/contract.ts';
import type { ContactShapes } from '../state/state.ts';

export const ALTERNATE = 'AlternateContact';
export const PRIMARY = 'ContactInformation';

/**
 * The shapes of the two kinds of contact, as the reads of the contract return them.
 * @throws {RangeError} where the contract lacks these reads.
 */
export function contactShapes(contract: Contract): ContactShapes {
  const known = shapes.get(contract) ?? {
    alternate: outputShape(contract, `Get${ALTERNATE}`, ALTERNATE),
    primary: outputShape(contract, `Get${PRIMARY}`, PRIMARY),
  };
  shapes.set(contract, known);
  return known;
}

const shapes = new WeakMap<Contract, ContactShapes>();

function outputShape(contract: Contract, operation: string, member: string): StructureShape {
  const shape = contract.operations[operation]?.output?.members[member]?.shape;
  if (shape?.kind !== 'structure') throw new RangeError(`${operation}: no ${member} in the output`);
  return shape;
}

/** Names of the members that a put of such a contact has to have, in the given structure. */
export function requiredMembers(shape: StructureShape | undefined): string[] {
  return Object.entries(shape?.members ?? {}).flatMap(([name, { required }]) => (required ? [name] : []));
}
