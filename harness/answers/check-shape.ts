import { compiled, returnedInOtherCase, scalarCount } from '../../oracle/input/text-verdict.ts';
import type { ListShape, Shape, StringShape, StructureShape } from '../../spec/contract.ts';
import { type Json, own, type JsonObject } from '../../spec/json.ts';
import { asObject } from './answer.ts';

/** Names of members and indices of elements, from the body downwards. */
type Path = (string | number)[];

/**
 * Why a value is not of an output shape, in words; `null`: it is. Members that the shape does not know are let
 * pass, as a client lets them, and one that may be absent may be null.
 */
export function checkShape(shape: Shape, value: Json): string | null {
  return check(shape, value, []);
}

function check(shape: Shape, value: Json, path: Path): string | null {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? checkText(shape, value, path) : wrongType(path, shape.kind, value);
    case 'integer':
      return Number.isInteger(value) ? null : wrongType(path, shape.kind, value);
    case 'list':
      return Array.isArray(value) ? checkList(shape, value, path) : wrongType(path, shape.kind, value);
    case 'structure':
      return checkStructure(shape, value, path);
  }
}

function checkPart(shape: Shape, value: Json, path: Path, part: string | number): string | null {
  path.push(part);
  const problem = check(shape, value, path);
  path.pop();
  return problem;
}

function checkList(shape: ListShape, list: readonly Json[], path: Path): string | null {
  for (let index = 0; index < list.length; index += 1) {
    const problem = checkPart(shape.member, list[index] as Json, path, index);
    if (problem !== null) return problem;
  }
  return null;
}

function checkStructure(shape: StructureShape, value: Json, path: Path): string | null {
  const object = asObject(value);
  if (!object) return wrongType(path, shape.kind, value);
  for (const name of Object.keys(shape.members)) {
    if (shape.members[name]?.required && object[name] === undefined) {
      return `${placeOf([...path, name])} is missing`;
    }
  }
  for (const name of Object.keys(object)) {
    const member = own(shape.members, name);
    if (!member || (object[name] === null && !member.required)) continue;
    const problem = checkPart(member.shape, object[name] as Json, path, name);
    if (problem !== null) return problem;
  }
  return null;
}

function checkText(shape: StringShape, value: string, path: Path): string | null {
  const length = scalarCount(value);
  if (shape.enum && !shape.enum.includes(value) && returnedInOtherCase(shape, value) === null)
    return `${placeOf(path)}: ${JSON.stringify(value)} is not one of ${shape.enum.join(', ')}`;
  if (shape.minLength !== null && length < shape.minLength)
    return `${placeOf(path)}: shorter than ${shape.minLength}`;
  if (shape.maxLength !== null && length > shape.maxLength)
    return `${placeOf(path)}: longer than ${shape.maxLength}`;
  if (shape.pattern !== null && !compiled(shape.pattern).test(value))
    return `${placeOf(path)}: does not match ${shape.pattern}`;
  return null;
}

function wrongType(path: Path, expected: string, value: Json): string {
  const found = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  return `${placeOf(path)} is ${found}, expected ${expected}`;
}

/** In words only where something is wrong: each answer is checked, and hardly one is. */
function placeOf(path: Path): string {
  if (path.length === 0) return 'the body';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** The first member that is null where it may be absent, as a path; `null`: there is none. */
export function nullMember(
  shape: Shape,
  value: Json | undefined,
  path: readonly string[] = [],
): string | null {
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) return null;
    return firstOf(value, (element: Json, at) => nullMember(shape.member, element, [...path, `${at}`]));
  }
  const object = asObject(value);
  if (shape.kind !== 'structure' || !object) return null;
  return firstOf(Object.entries(shape.members), ([name, member]) => {
    const place = [...path, name];
    if (object[name] === null && !member.required) return place.join('.');
    return nullMember(member.shape, object[name], place);
  });
}

function firstOf<T>(values: readonly T[], find: (value: T, at: number) => string | null): string | null {
  for (const [at, value] of values.entries()) {
    const found = find(value, at);
    if (found !== null) return found;
  }
  return null;
}

/**
 * What of a value its shape names. A service may have further members, as every client of this protocol expects, and
 * one without a value may come as null: neither is compared with anything.
 */
export function knownMembers(shape: Shape, value: Json): Json {
  if (shape.kind === 'list')
    return Array.isArray(value) ? value.map((element: Json) => knownMembers(shape.member, element)) : value;
  const object = shape.kind === 'structure' ? asObject(value) : null;
  if (shape.kind !== 'structure' || !object) return value;
  const known: JsonObject = Object.fromEntries(
    Object.entries(object).flatMap(([name, part]): [string, Json][] => {
      const member = own(shape.members, name);
      return member && part !== null ? [[name, knownMembers(member.shape, part)]] : [];
    }),
  );
  return known;
}
