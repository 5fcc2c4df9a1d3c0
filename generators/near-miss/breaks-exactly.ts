import type { Contract, Member, Shape, StructureShape } from '../../spec/contract.ts';
import type { JsonObject, Json } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { inputFaults, isObject } from '../values/input-faults.ts';
import { operationOf } from '../values/input.ts';

/** Constraints that a value may break beside the named one, because the same value is wrong for both. */
const BY_NATURE: Readonly<Record<string, readonly string[]>> = {
  'min-length': ['pattern'],
  pattern: ['min-length'],
  'type-error': ['type'],
};

/** Whether an input breaks what an obligation names, at its place, and nothing else. */
export function breaksExactly(contract: Contract, obligation: Obligation, input: JsonObject): boolean {
  const { constraint, path } = obligation;
  const named = constraint === 'type-error' ? 'type' : constraint;
  const allowed = [named, ...(BY_NATURE[constraint] ?? [])];
  const faults = inputFaults(operationOf(contract, obligation.operation).input, input);
  return (
    faults.some((fault) => fault.constraint === named) &&
    faults.every(
      (fault) =>
        fault.verdict === 'invalid' && allowed.includes(fault.constraint) && samePlace(path, fault.path),
    )
  );
}

function samePlace(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((step, at) => (step === ELEMENT ? /^[0-9]+$/u.test(path[at] ?? '') : step === path[at]))
  );
}

/** The step of an obligation's path that stands for any element of a list. */
export const ELEMENT = '[]';

/** The shape at a path of member names, `[]` for list elements. @throws {RangeError} where nothing is. */
export function shapeAt(root: StructureShape, path: readonly string[]): Shape {
  let shape: Shape = root;
  for (const step of path) {
    const next: Shape | undefined = shape.kind === 'list' ? shape.member : memberOf(shape, step)?.shape;
    if (!next) throw new RangeError(`${root.name}: nothing at ${path.join('.')}`);
    shape = next;
  }
  return shape;
}

/** The member at a path, and the structure that owns it. @throws {RangeError} where nothing is. */
export function memberAt(
  root: StructureShape,
  path: readonly string[],
): { readonly owner: StructureShape; readonly member: Member } {
  const owner = shapeAt(root, path.slice(0, -1));
  const member = memberOf(owner, path.at(-1) ?? '');
  if (owner.kind !== 'structure' || !member)
    throw new RangeError(`${root.name}: no member ${path.join('.')}`);
  return { owner, member };
}

/** What stands at a path of member names and list positions; `undefined`: nothing. */
export function valueAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((owner, step) => {
    if (typeof step === 'number') return Array.isArray(owner) ? (owner[step] as Json | undefined) : undefined;
    return isObject(owner) ? owner[step] : undefined;
  }, value);
}

/** A text member of an input; `undefined`: absent, or no text. */
export function textMember(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

/** A copy with another value at a path; `undefined` takes the member away. */
export function withValueAt(
  value: JsonObject,
  path: readonly (string | number)[],
  replacement: Json | undefined,
): JsonObject {
  return replaced(value, path, replacement) as JsonObject;
}

function replaced(owner: Json, [step, ...rest]: readonly (string | number)[], value: Json | undefined): Json {
  if (step === undefined) return owner;
  if (typeof step === 'number') {
    const list: readonly Json[] = Array.isArray(owner) ? owner : [];
    return list.map((entry, at) =>
      at === step ? (rest.length === 0 ? (value ?? null) : replaced(entry, rest, value)) : entry,
    );
  }
  const { [step]: old, ...others } = isObject(owner) ? owner : {};
  if (rest.length === 0 && value === undefined) return others;
  const own = rest.length === 0 ? (value ?? null) : replaced(old ?? {}, rest, value);
  return isObject(owner) ? { ...owner, [step]: own } : { [step]: own };
}

function memberOf(shape: Shape, name: string): Member | undefined {
  return shape.kind === 'structure' && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
}
