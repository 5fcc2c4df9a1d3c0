import type { Member, Shape, StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { judgeText, textFaults, type Verdict } from './judge-text.ts';

const RANK: Readonly<Record<Verdict, number>> = { must: 0, should: 1, contested: 2, invalid: 3 };

/** One place of a value at which acceptance is less than a must, and the constraint that says so. */
interface InputFault {
  /** Member names and list positions from the root downwards. */
  readonly path: readonly string[];
  /** As in obligations: required, null, type, required-when, a key of the shape, or the ruling of a zone. */
  readonly constraint: string;
  readonly verdict: Exclude<Verdict, 'must'>;
}

/** Everything about a value that keeps its acceptance from being a must, in the order of the shape. */
export function inputFaults(shape: Shape, value: Json, path: readonly string[] = []): readonly InputFault[] {
  switch (shape.kind) {
    case 'string':
      if (typeof value !== 'string') return [wrongType(path)];
      return ofText(shape, value, path);
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) return [wrongType(path)];
      return [
        ...(shape.minimum !== null && value < shape.minimum ? [invalid(path, 'minimum')] : []),
        ...(shape.maximum !== null && value > shape.maximum ? [invalid(path, 'maximum')] : []),
      ];
    case 'list':
      if (!Array.isArray(value)) return [wrongType(path)];
      return value.flatMap((entry: Json, at) => inputFaults(shape.member, entry, [...path, String(at)]));
    case 'structure':
      return isObject(value) ? ofStructure(shape, value, path) : [wrongType(path)];
  }
}

function ofText(shape: Shape & { kind: 'string' }, value: string, path: readonly string[]): InputFault[] {
  const verdict = judgeText(shape, value);
  if (verdict === 'must') return [];
  if (verdict !== 'invalid') return [{ path, constraint: 'zone', verdict }];
  return textFaults(shape, value).map((constraint) => invalid(path, constraint));
}

function ofStructure(shape: StructureShape, value: JsonObject, path: readonly string[]): InputFault[] {
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(shape.members, name));
  return [
    ...unknown.map((name) => ({
      path: [...path, name],
      constraint: 'unknown',
      verdict: 'contested' as const,
    })),
    ...Object.entries(shape.members).flatMap(([name, member]) =>
      ofMember(member, value[name], value, [...path, name]),
    ),
  ];
}

function ofMember(
  member: Member,
  value: Json | undefined,
  owner: JsonObject,
  path: readonly string[],
): readonly InputFault[] {
  if (value !== undefined && value !== null) return inputFaults(member.shape, value, path);
  if (member.required) return [invalid(path, value === null ? 'null' : 'required')];
  const trigger = member.requiredWhen && owner[member.requiredWhen.member];
  if (typeof trigger === 'string' && member.requiredWhen?.oneOf.includes(trigger)) {
    const verdict = member.requiredWhen.level === 'contested' ? 'contested' : 'invalid';
    return [{ path, constraint: 'required-when', verdict }];
  }
  return value === null ? [{ path, constraint: 'null', verdict: 'should' }] : [];
}

/** Whether a value is a JSON object, no list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: readonly string[], constraint: string): InputFault {
  return { path, constraint, verdict: 'invalid' };
}

function wrongType(path: readonly string[]): InputFault {
  return invalid(path, 'type');
}

/** Judges a whole value: its members' presence, types and texts; the weakest part decides. */
export function judge(shape: Shape, value: Json): Verdict {
  let weakest: Verdict = 'must';
  for (const { verdict } of inputFaults(shape, value)) {
    if (RANK[verdict] > RANK[weakest]) weakest = verdict;
  }
  return weakest;
}
