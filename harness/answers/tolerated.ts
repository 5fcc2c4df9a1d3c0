import type { Tolerance } from '../../results/record.ts';
import type { Operation, StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { asObject, type Answer } from './answer.ts';

/**
 * The answer as the rules that do not own a deviation read it: a status, a body or a member that deviates every time
 * stands in its documented form. What deviates otherwise stays as it is.
 */
export function inDocumentedForm(
  answer: Answer,
  operation: Operation | undefined,
  tolerances: readonly Tolerance[],
): Answer {
  if (!operation || tolerances.length === 0) return answer;
  return tolerances.reduce((seen, tolerance) => documented(seen, operation, tolerance), answer);
}

function documented(answer: Answer, operation: Operation, { kind, member, form }: Tolerance): Answer {
  const isSuccess = answer.error === null && answer.status !== null && answer.status < 300;
  switch (kind) {
    case 'success-status':
      return String(answer.status) === form ? { ...answer, status: operation.successStatus } : answer;
    case 'success-body':
      return isSuccess && operation.output === null && bodyForm(answer) === form
        ? { ...answer, body: undefined, bodyBytes: 0, output: null }
        : answer;
    case 'member-null':
    case 'member-empty': {
      const empty = kind === 'member-null' ? null : '';
      if (!answer.output || member === null || at(answer.output, member) !== empty) return answer;
      const output = without(answer.output, member.split('.'));
      return { ...answer, output, body: output };
    }
    default:
      // What is compared with what was put, or about an operation that is missing.
      return answer;
  }
}

/** What the body of a success is, in words. */
export function bodyForm({ body, bodyBytes }: Pick<Answer, 'body' | 'bodyBytes'>): string {
  if (bodyBytes === 0) return 'empty';
  if (body === undefined) return 'no JSON';
  const object = asObject(body);
  if (!object) return body === null ? 'null' : 'JSON, but no object';
  return Object.keys(object).length === 0 ? 'an empty object' : 'an object';
}

/** The value of a member at a path with dots; `undefined`: it is absent. */
export function at(output: Json | undefined, member: string): Json | undefined {
  return member.split('.').reduce<Json | undefined>((value, name) => asObject(value)?.[name], output);
}

function without(object: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  const inner = asObject(object[name]);
  return inner ? { ...object, [name]: without(inner, rest) } : object;
}

/** The output that is expected, with what a tolerance lets pass as it was found: absent, or in another case. */
export function expectedOf(wanted: Json, found: Json, tolerances: readonly Tolerance[]): Json {
  return tolerances.reduce((expected: Json, { kind, member, form }) => {
    const object = asObject(expected);
    if (!object || member === null) return expected;
    const [put, shown] = [at(object, member), at(found, member)];
    if (kind === 'member-absent' && put !== undefined && shown === undefined)
      return without(object, member.split('.'));
    return kind === 'text-case' && typeof put === 'string' && shown === inCase(put, form) && shown !== put
      ? replaced(object, member.split('.'), shown)
      : expected;
  }, wanted);
}

/** A text in one of the cases that a service may bring it to. */
export function inCase(text: string, form: string | null): string {
  return form === 'upper' ? text.toUpperCase() : text.toLowerCase();
}

function replaced(object: JsonObject, [name = '', ...rest]: readonly string[], value: Json): JsonObject {
  const inner = rest.length === 0 ? value : replaced(asObject(object[name]) ?? {}, rest, value);
  return { ...object, [name]: inner };
}

/** The shape without the demand for members that are absent every time. */
export function tolerantShape(shape: StructureShape, tolerances: readonly Tolerance[]): StructureShape {
  return tolerances.reduce(
    (made, { kind, member }) =>
      kind === 'member-absent' && member !== null ? optional(made, member.split('.')) : made,
    shape,
  );
}

function optional(shape: StructureShape, [name = '', ...rest]: readonly string[]): StructureShape {
  const { [name]: member } = shape.members;
  if (!member) return shape;
  const inner =
    rest.length > 0 && member.shape.kind === 'structure' ? optional(member.shape, rest) : member.shape;
  const changed = rest.length === 0 ? { ...member, required: false } : { ...member, shape: inner };
  return { ...shape, members: { ...shape.members, [name]: changed } };
}
