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

/** What is wrong with a text; `null`: nothing. Its length comes first: no pattern runs on a text that is too long. */
export function checkText(shape: StringShape, text: string, checks: Checks): string | null {
  const length = checks.lengthOf(text);
  if (shape.minLength !== null && length < shape.minLength)
    return `must have a length of at least ${shape.minLength}`;
  if (shape.maxLength !== null && length > shape.maxLength)
    return `must have a length of at most ${shape.maxLength}`;
  if (shape.enum && canonicalText(shape, text) === null) return `must be one of ${shape.enum.join(', ')}`;
  if (shape.pattern !== null && !checks.matches(shape.pattern, text))
    return `must match the pattern ${shape.pattern}`;
  return null;
}

/** The value of an enum that a text stands for, in another case where a zone disputes that; `null`: none. */
export function canonicalText(shape: StringShape, text: string): string | null {
  if (!shape.enum || shape.enum.includes(text)) return text;
  if (!shape.zones.some((zone) => zone.otherCase)) return null;
  return shape.enum.find((value) => value.toUpperCase() === text.toUpperCase()) ?? null;
}

export function checkInteger(shape: IntegerShape, value: number): string | null {
  if (shape.minimum !== null && value < shape.minimum) return `must be at least ${shape.minimum}`;
  if (shape.maximum !== null && value > shape.maximum) return `must be at most ${shape.maximum}`;
  return null;
}

const compiled = new Map<string, RegExp>();

/** Length in Unicode scalar values. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** Whether a pattern of the contract (ECMA-262, `u`, no `m`) matches. */
export function matches(pattern: string, text: string): boolean {
  const known = compiled.get(pattern);
  const expression = known ?? new RegExp(pattern, 'u');
  if (!known) compiled.set(pattern, expression);
  return expression.test(text);
}
