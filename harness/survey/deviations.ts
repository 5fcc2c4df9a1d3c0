import type { Tolerance } from '../../results/record.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { asObject, type Answer } from '../answers/answer.ts';
import { at, bodyForm, inCase } from '../answers/tolerated.ts';
import { isSuccess } from '../invariants/invariant.ts';

/** A success with the output that it should have, as far as that is known; `null`: nothing is. */
export interface Shown {
  readonly operation: Operation;
  readonly answer: Answer;
  readonly put: JsonObject | null;
}

/** So often it has to show, and every time that it could. */
const OFTEN_ENOUGH = 3;

/** Counts what successes have that the contract does not: what every one of them has is a deviation. */
export class DeviationTally {
  readonly #counts = new Map<string, { readonly tolerance: Tolerance; could: number; did: number }>();
  readonly #successes = new Map<string, number>();

  /** Names of the operations that succeeded. */
  get answered(): string[] {
    return [...this.#successes.keys()];
  }

  /** Whether anything showed that the contract does not have. */
  get any(): boolean {
    return [...this.#counts.values()].some(({ did }) => did > 0);
  }

  /** What showed every time. */
  get constant(): Tolerance[] {
    return [...this.#counts.values()]
      .filter(({ tolerance: { member, operation }, could, did }) => {
        const times = member === null ? this.#successes.get(operation) : could;
        return did === times && did >= OFTEN_ENOUGH;
      })
      .map(({ tolerance }) => tolerance);
  }

  add(shown: Shown): void {
    const { name, output } = shown.operation;
    if (!isSuccess(shown.answer) || (output && !shown.answer.output)) return;
    this.#successes.set(name, (this.#successes.get(name) ?? 0) + 1);
    for (const { did, ...tolerance } of [...ofAnswer(shown), ...ofMembers(shown)]) {
      const key = JSON.stringify(tolerance);
      const count = this.#counts.get(key) ?? { tolerance, could: 0, did: 0 };
      this.#counts.set(key, { tolerance, could: count.could + 1, did: count.did + (did ? 1 : 0) });
    }
  }
}

type Candidate = Tolerance & { readonly did: boolean };

function ofAnswer({ operation, answer }: Shown): Candidate[] {
  const common = { operation: operation.name, member: null };
  const body = bodyForm(answer);
  const candidates: Candidate[] = [];
  if (answer.status !== operation.successStatus)
    candidates.push({ ...common, kind: 'success-status', form: `${answer.status}`, did: true });
  if (operation.output === null && body !== 'empty')
    candidates.push({ ...common, kind: 'success-body', form: body, did: true });
  return candidates;
}

function ofMembers({ operation, answer, put }: Shown): Candidate[] {
  const { output } = answer;
  if (!put || !output || !operation.output) return [];
  const { name: of } = operation;
  const members = membersOf(operation);
  // What shows nothing at all, or something else, does not lack members: it is no read of what was put.
  const shows = members.some((member) => typeof at(output, member) === 'string');
  if (!shows || members.some((member) => isOther(at(put, member), at(output, member)))) return [];
  return members.flatMap((member) => {
    const [wanted, found] = [at(put, member), at(output, member)];
    const candidate = (kind: string, did: boolean, form: string | null = null): Candidate => ({
      kind,
      operation: of,
      member,
      form,
      did,
    });
    if (wanted === undefined)
      return [candidate('member-null', found === null), candidate('member-empty', found === '')];
    if (typeof wanted !== 'string') return [];
    const isAbsent = found === undefined || found === null;
    const cased = ['lower', 'upper']
      .filter((form) => inCase(wanted, form) !== wanted)
      .map((form) => candidate('text-case', found === inCase(wanted, form), form));
    return [candidate('member-absent', isAbsent), ...cased];
  });
}

/** Whether a text is neither what was put nor that in another form. */
function isOther(put: Json | undefined, found: Json | undefined): boolean {
  if (typeof put !== 'string' || typeof found !== 'string' || found === '') return false;
  return put.trim().toLowerCase() !== found.trim().toLowerCase();
}

/** Paths of the texts of an output, also of the structure in it. */
function membersOf({ output }: Operation): string[] {
  return Object.entries(output?.members ?? {}).flatMap(([name, { shape }]) => {
    if (shape.kind === 'string') return [name];
    return shape.kind === 'structure' ? Object.keys(shape.members).map((inner) => `${name}.${inner}`) : [];
  });
}

/** What an output has to show after a request: the structure that was put, or what it echoes of the input. */
export function shownAfter({ output }: Operation, input: JsonObject): JsonObject {
  const entries = Object.entries(output?.members ?? {}).flatMap(([name, { shape }]): [string, Json][] => {
    const given = input[name];
    if (given !== undefined) return [[name, given]];
    if (shape.kind !== 'structure') return [];
    const inner = Object.entries(input).filter(([member]) => Object.hasOwn(shape.members, member));
    return [[name, Object.fromEntries(inner)]];
  });
  return Object.fromEntries(entries);
}

/** The operation that reads what another one puts, and its input; `null`: none does. */
export function readBack(
  { operations }: Contract,
  { changes, input: shape }: Operation,
  input: JsonObject,
): { readonly operation: Operation; readonly input: JsonObject } | null {
  const hasTexts = Object.values(shape.members).some(
    ({ shape: member }) =>
      member.kind === 'structure' || (member.kind === 'string' && member.format === null && !member.enum),
  );
  if (changes === null || !hasTexts) return null;
  const operation = Object.values(operations).find(
    ({ reads, output }) =>
      reads === changes &&
      Object.values(output?.members ?? {}).some(({ shape: member }) => member.kind === 'structure'),
  );
  if (!operation) return null;
  const named = Object.entries(input).filter(
    ([name, value]) => name in operation.input.members && !asObject(value),
  );
  return { operation, input: Object.fromEntries(named) };
}

/** The operation that makes what this one removes, or `null`: it has all that it needs. */
export function makerOf({ operations }: Contract, { name, changes, input }: Operation): Operation | null {
  const members = Object.keys(input.members);
  const isKeyed = Object.values(input.members).some(({ shape }) => shape.kind === 'string' && shape.enum);
  if (changes === null || !isKeyed) return null;
  const makers = Object.values(operations).filter(
    (other) =>
      other.name !== name &&
      other.changes === changes &&
      Object.keys(other.input.members).length > members.length &&
      members.every((member) => member in other.input.members),
  );
  return makers[0] ?? null;
}
