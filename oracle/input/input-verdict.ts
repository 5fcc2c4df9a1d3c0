import type {
  IntegerShape,
  ListShape,
  Member,
  Shape,
  StringShape,
  StructureShape,
} from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Clause, Acceptance, Verdict } from '../clauses/clause.ts';
import { ERRORS, refusedAnyhow, refusedAs, type Refusal } from '../clauses/refusal.ts';
import { jsonObject } from './json-object.ts';
import { judgeText } from './text-verdict.ts';

/** A verdict on one member of an input. */
export interface InputVerdict extends Verdict {
  /** Member names from the input downwards. */
  readonly path: string;
  /** The constraint or ruling that decides. */
  readonly because: string;
}

const INT32 = 2 ** 31;

/** What was found of inputs: the same one is judged by who sends it, at level must and at level should. */
const judged = new WeakMap<object, { shape: StructureShape; found: readonly InputVerdict[] }>();

/** Every aspect of an input that is not plainly valid, by the contract's shapes alone. */
export function judgeInput(shape: StructureShape, input: Json): readonly InputVerdict[] {
  const object = jsonObject(input);
  const known = object && judged.get(object);
  if (known?.shape === shape) return known.found;
  const found: InputVerdict[] = [];
  judge(shape, input, '', found);
  if (object) judged.set(object, { shape, found });
  return found;
}

function judge(shape: Shape, value: Json, path: string, found: InputVerdict[]): void {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? text(shape, value, path, found) : wrongType(shape, path, found);
    case 'integer':
      return typeof value === 'number' ? integer(shape, value, path, found) : wrongType(shape, path, found);
    case 'list':
      return Array.isArray(value) ? list(shape, value, path, found) : wrongType(shape, path, found);
    case 'structure': {
      const object = jsonObject(value);
      return object ? structure(shape, object, path, found) : wrongType(shape, path, found);
    }
  }
}

function text(shape: StringShape, value: string, path: string, found: InputVerdict[]): void {
  const { acceptance, because } = judgeText(shape, value);
  if (acceptance !== 'must') found.push(verdict(acceptance, path, because, [refusedAs(shape.refusedAs)]));
}

function integer(shape: IntegerShape, value: number, path: string, found: InputVerdict[]): void {
  if (!Number.isInteger(value)) return wrongType(shape, path, found);
  const low = shape.minimum !== null && value < shape.minimum;
  const high = shape.maximum !== null && value > shape.maximum;
  if (!low && !high) return;
  const names = Math.abs(value) < INT32 ? shape.refusedAs : [...shape.refusedAs, ERRORS.unreadable];
  found.push(verdict('must-refuse', path, low ? 'minimum' : 'maximum', [refusedAs(names)]));
}

function list(shape: ListShape, values: readonly Json[], path: string, found: InputVerdict[]): void {
  for (const value of values) {
    if (value === null) found.push(verdict('contested', path, 'null-element', malformed(shape)));
    else judge(shape.member, value, `${path}[]`, found);
  }
}

function structure(shape: StructureShape, object: JsonObject, path: string, found: InputVerdict[]): void {
  for (const name of Object.keys(shape.members)) {
    const member = shape.members[name] as Member;
    const place = path === '' ? name : `${path}.${name}`;
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value !== undefined && value !== null) judge(member.shape, value, place, found);
    else absent(member, object, value === null, place, found);
  }
  for (const name of Object.keys(object)) {
    if (Object.hasOwn(shape.members, name)) continue;
    found.push(
      verdict('contested', path === '' ? name : `${path}.${name}`, 'unknown-member', malformed(shape)),
    );
  }
}

function absent(
  member: Member,
  object: JsonObject,
  isNull: boolean,
  place: string,
  found: InputVerdict[],
): void {
  const refusals = isNull ? malformed(member.shape) : [refusedAs(member.shape.refusedAs)];
  if (member.required) {
    found.push(verdict('must-refuse', place, 'required', refusals));
    return;
  }
  if (isNull) found.push(verdict('should', place, 'null', refusals));
  const when = member.requiredWhen;
  const other = when && Object.hasOwn(object, when.member) ? object[when.member] : undefined;
  if (when && typeof other === 'string' && when.oneOf.includes(other)) {
    const acceptance = ({ must: 'must-refuse', should: 'should-refuse', contested: 'contested' } as const)[
      when.level
    ];
    found.push(verdict(acceptance, place, 'required-when', refusals));
  }
}

/** Refused in any documented way; the usual pair of names is a should. */
function wrongType(shape: Shape, path: string, found: InputVerdict[]): void {
  found.push(verdict('must-refuse', path, 'type', malformed(shape)));
}

function malformed(shape: Shape): Refusal[] {
  const anyhow = refusedAnyhow({ provokes: 'body', breaks: 'should' });
  return [refusedAs([...shape.refusedAs, ERRORS.unreadable], { provokes: 'body' }), anyhow];
}

function verdict(
  acceptance: Acceptance,
  path: string,
  because: string,
  refusals: readonly Refusal[],
): InputVerdict {
  return { acceptance, clause: CLAUSE[acceptance], path, because, refusals };
}

const CLAUSE: Readonly<Record<Acceptance, Clause>> = {
  must: 'valid-input',
  should: 'unusual-input',
  contested: 'contested-input',
  'should-refuse': 'expected-refusal',
  'must-refuse': 'invalid-input',
};
