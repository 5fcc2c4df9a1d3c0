import { isDeepStrictEqual } from 'node:util';
import type { Contract, StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { knownMembers } from '../answers/check-shape.ts';
import { asObject } from '../answers/answer.ts';
import type { Snapshot } from './snapshot.ts';

/** What of a contact, a whole or nothing, an output of the contract names: further members are the service's own. */
export function namedMembers(contract: Contract, contact: JsonObject): JsonObject {
  const shape = contactShape(contract, contact);
  return shape ? (asObject(knownMembers(shape, contact)) ?? contact) : contact;
}

/** Whether two contacts say the same, as far as the contract names what they say; `null`: there is none. */
export function sameContact(
  contract: Contract,
  one: JsonObject | null | undefined,
  other: JsonObject | null | undefined,
): boolean {
  if (!one || !other) return one === other;
  return isDeepStrictEqual(namedMembers(contract, one), namedMembers(contract, other));
}

/** The same of all that was read of a resource. */
export function sameSnapshot(contract: Contract, one: Snapshot | null, other: Snapshot): boolean {
  if (one?.kind === 'primary-contact' && other.kind === one.kind)
    return sameContact(contract, one.contact, other.contact);
  if (one?.kind === 'alternate-contact' && other.kind === one.kind) {
    const types = new Set([...Object.keys(one.contacts), ...Object.keys(other.contacts)]);
    return [...types].every((type) => sameContact(contract, one.contacts[type], other.contacts[type]));
  }
  return isDeepStrictEqual(one, other);
}

/** The shape of a contact in the outputs: the one that names most of its members. */
function contactShape({ operations }: Contract, contact: JsonObject): StructureShape | null {
  const shapes = Object.values(operations).flatMap(({ output }) =>
    Object.values(output?.members ?? {}).flatMap(({ shape }) => (shape.kind === 'structure' ? [shape] : [])),
  );
  const named = ({ members }: StructureShape) =>
    Object.keys(contact).filter((name) => Object.hasOwn(members, name)).length;
  return shapes.toSorted((one, other) => named(other) - named(one))[0] ?? null;
}
