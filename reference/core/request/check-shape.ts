import type { IntegerShape, Member, Shape, StringShape, StructureShape } from '../../../spec/contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';

/** One member whose value breaks a constraint. */
export interface FieldFault {
  /** As in `ContactInformation.City`; elements of a list by their index. */
  readonly path: string;
  readonly message: string;
  /** Error names of the shape; the first is used. */
  readonly refusedAs: readonly string[];
}

/** The checks of one value, replaceable one by one. */
export interface Checks {
  readonly lengthOf: (text: string) => number;
  readonly matches: (pattern: string, text: string) => boolean;
  readonly isPresent: (structure: JsonObject, member: string) => boolean;
  /** What is wrong with a text; `null`: nothing. */
  readonly checkText: (shape: StringShape, text: string, checks: Checks) => string | null;
  readonly checkInteger: (shape: IntegerShape, value: number) => string | null;
}

/** Every broken field of a structure, in the order of the contract. */
export function checkStructure(
  shape: StructureShape,
  value: JsonObject,
  checks: Checks,
  prefix = '',
): FieldFault[] {
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    if (checks.isPresent(value, name)) return checkValue(member.shape, value[name] ?? null, path, checks);
    if (!isRequired(member, value)) return [];
    return [{ path, message: 'must be present', refusedAs: member.shape.refusedAs }];
  });
}

function checkValue(shape: Shape, value: Json, path: string, checks: Checks): FieldFault[] {
  switch (shape.kind) {
    case 'string':
      return fault(shape, path, checks.checkText(shape, value as string, checks));
    case 'integer':
      return fault(shape, path, checks.checkInteger(shape, value as number));
    case 'list':
      return (value as readonly Json[]).flatMap((element, index) =>
        checkValue(shape.member, element, `${path}[${index}]`, checks),
      );
    case 'structure':
      return checkStructure(shape, value as JsonObject, checks, `${path}.`);
  }
}

function fault(shape: Shape, path: string, message: string | null): FieldFault[] {
  return message === null ? [] : [{ path, message, refusedAs: shape.refusedAs }];
}

function isRequired(member: Member, siblings: JsonObject): boolean {
  if (member.required || !member.requiredWhen) return member.required;
  const { member: name, oneOf } = member.requiredWhen;
  const other = siblings[name];
  // Country codes come back in upper case, so a lower-case one asks for the same members.
  return typeof other === 'string' && oneOf.includes(other.toUpperCase());
}
