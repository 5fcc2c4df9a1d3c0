import { shapeAt } from '../../generators/near-miss/breaks-exactly.ts';
import { inputFaults } from '../../generators/values/input-faults.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { asObject, parseBody, type Answer } from '../answers/answer.ts';
import { guide } from '../source.ts';
import { isError, type Invariant } from './invariant.ts';

export const fieldListMember: Invariant = {
  id: 'errors/field-list-member',
  level: 'must',
  since: '0.1.0',
  statement:
    'Where exactly one member of a request is wrong, the list of fields names it and no other, if there is one.',
  source: guide('ValidationExceptionField › name'),
  expected: 'a fieldList that names the member which is wrong',
  applies: (answer) => isError(answer) && namesIn(answer).length > 0,
  check(answer, contract) {
    const { operation: name, body } = answer.exchange.request;
    const operation = name === null ? undefined : contract.operations[name];
    const input = asObject(parseBody(body));
    const wrong = operation && input ? wrongMember(operation, input) : null;
    if (!operation || !input || !wrong) return null;
    const other = namesIn(answer).find((one) => !isOf(one, wrong, operation, input));
    return other === undefined ? null : `fieldList names ${other}, what is wrong is ${wrong.join('.')}`;
  },
};

/** The names in the list of fields; empty where there is none of the documented form, which is judged elsewhere. */
function namesIn({ body }: Answer): string[] {
  const list = asObject(body)?.['fieldList'];
  if (!Array.isArray(list)) return [];
  const names = list.map((field) => asObject(field)?.['name']);
  return names.every((one) => typeof one === 'string') ? names : [];
}

/** The path of the one member that has to be refused, where acceptance of all others is certain; `null`: it is not so. */
function wrongMember({ input: shape }: Operation, input: JsonObject): readonly string[] | null {
  const faults = inputFaults(shape, input);
  const places = new Set(faults.map(({ path }) => namesOf(path).join('.')));
  const sure = faults.find(
    ({ constraint, verdict }) => verdict === 'invalid' && constraint !== 'required-when',
  );
  return sure && places.size === 1 ? namesOf(sure.path) : null;
}

/** Without the places of lists. */
function namesOf(path: readonly string[]): string[] {
  return path.filter((step) => !/^\d*$/.test(step));
}

/**
 * Whether a name stands for a member: by itself, with the structure round it, or with what is in it, however the parts are
 * put together. What depends on more than form (a token, an account) may be wrong too.
 */
function isOf(name: string, wrong: readonly string[], operation: Operation, input: JsonObject): boolean {
  const parts = namesOf(name.split(/[^\w]+/)).map((part) => part.toLowerCase());
  const path = wrong.map((part) => part.toLowerCase());
  const same = (one: readonly string[], other: readonly string[]) => one.join('.') === other.join('.');
  const shape = shapeAt(operation.input, wrong);
  const inner = shape.kind === 'structure' ? Object.keys(shape.members) : [];
  const last = parts.at(-1);
  if (last === undefined) return false;
  return (
    same(parts, path.slice(0, parts.length)) ||
    same(parts, path.slice(-parts.length)) ||
    same(parts.slice(-path.length), path) ||
    same(parts.slice(0, path.length), path) ||
    inner.some((member) => member.toLowerCase() === last) ||
    dependsOnMore(operation, input).includes(last)
  );
}

/** Members of the input whose acceptance depends on more than their form, in lower case. */
function dependsOnMore({ input: { members } }: Operation, input: JsonObject): string[] {
  return Object.keys(input).flatMap((name) => {
    const shape = Object.hasOwn(members, name) ? members[name]?.shape : undefined;
    return shape?.kind === 'string' && shape.format !== null ? [name.toLowerCase()] : [];
  });
}
