import * as fc from 'fast-check';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { textMember } from '../near-miss/breaks-exactly.ts';
import type { Call } from './contact-sequence.ts';
import { validInput } from '../values/input.ts';
import { listArbitrary, type ListBounds } from './list-arbitrary.ts';
import type { ValueOptions } from '../values/values.ts';

/** Who may call, and for whom. */
interface Caller {
  readonly name: string;
  /** The caller's own account; 12 digits. */
  readonly accountId: string;
  /** Accounts that the caller may name in AccountId. */
  readonly reaches: readonly string[];
  /** Accounts that it may not: calls that name one are to be refused. */
  readonly refused: readonly string[];
}

/** One call of one caller. */
export interface CallerCall extends Call {
  readonly caller: string;
}

export interface CallSequenceOptions extends ValueOptions, ListBounds {
  readonly callers: readonly Caller[];
  /** Regions that are opt-in and may change; they are taken to be disabled at first. */
  readonly regions: readonly string[];
  /** Operations to call; absent: all of the contract. */
  readonly operations?: readonly string[];
}

interface Step {
  readonly operation: number;
  readonly caller: number;
  /** Which account is named: none, one that may be, or, seldom, one that may not. */
  readonly account: number;
  /** A valid input of each operation, by name. */
  readonly inputs: Readonly<Record<string, JsonObject>>;
}

/** What is there after the calls so far, where all succeed: each thing of each account, by its key. */
type Reached = Set<string>;

const REFUSED_OF_TEN = 1;

/**
 * Calls of several callers over all operations, accounts, contexts and regions. Built along the state that they lead
 * to: what is read, deleted or disabled was mostly put or enabled before.
 */
export function callSequence(
  contract: Contract,
  options: CallSequenceOptions,
): fc.Arbitrary<readonly CallerCall[]> {
  const operations = Object.values(contract.operations).filter(
    ({ name }) => options.operations === undefined || options.operations.includes(name),
  );
  const inputs = fc.record(
    Object.fromEntries(
      operations.map(({ name }) => [
        name,
        validInput(contract, name, {
          values: options.values,
          ...(options.regions.length > 0 ? { regions: options.regions } : {}),
        }),
      ]),
    ),
  );
  const step = fc.record({
    operation: fc.nat(999),
    caller: fc.nat(999),
    account: fc.nat(999),
    inputs,
  });
  return listArbitrary<Step>(step, options).map((steps) => {
    const reached: Reached = new Set();
    return steps.map((one) => callOf(one, operations, options, reached));
  });
}

function callOf(
  step: Step,
  operations: readonly Operation[],
  options: CallSequenceOptions,
  reached: Reached,
): CallerCall {
  const caller = nth(options.callers, step.caller);
  const { named, owner, allowed } = accountOf(caller, step.account);
  const account: JsonObject = named === null ? {} : { AccountId: named };
  const usual = operations.filter((operation) => isMeaningful(operation, owner, step, reached));
  const operation = nth(
    usual.length > 0 && step.operation % 10 > 0 ? usual : operations,
    Math.floor(step.operation / 10),
  );
  const input = { ...step.inputs[operation.name], ...account };
  if (allowed) apply(operation, owner, input, reached);
  return { caller: caller.name, operation: operation.name, input };
}

function accountOf(
  caller: Caller,
  choice: number,
): { readonly named: string | null; readonly owner: string; readonly allowed: boolean } {
  const rest = Math.floor(choice / 10);
  if (choice % 10 >= 10 - REFUSED_OF_TEN && caller.refused.length > 0) {
    return { named: nth(caller.refused, rest), owner: caller.accountId, allowed: false };
  }
  if (choice % 2 === 1 && caller.reaches.length > 0) {
    const named = nth(caller.reaches, rest);
    return { named, owner: named, allowed: true };
  }
  return { named: null, owner: caller.accountId, allowed: true };
}

/** Whether a call would do or find something: a write always may, what reads or takes away needs something there. */
function isMeaningful(operation: Operation, owner: string, step: Step, stored: Reached): boolean {
  const key = keyOf(operation, owner, step.inputs[operation.name] ?? {});
  if (key === null) return true;
  return effectOf(operation) === 'puts'
    ? operation.changes !== 'region' || !stored.has(key)
    : stored.has(key) || operation.reads === 'region';
}

function apply(operation: Operation, owner: string, input: JsonObject, stored: Reached): void {
  const key = keyOf(operation, owner, input);
  if (key === null) return;
  if (effectOf(operation) === 'puts') stored.add(key);
  if (effectOf(operation) === 'takes') stored.delete(key);
}

function effectOf({ name, changes }: Operation): 'puts' | 'takes' | 'reads' {
  if (changes === null) return 'reads';
  return name.startsWith('Delete') || name.startsWith('Disable') ? 'takes' : 'puts';
}

/** What a call is about: one thing of one account; `null`: of all at once. */
function keyOf({ changes, reads, input: shape }: Operation, owner: string, input: JsonObject): string | null {
  const names = Object.entries(shape.members).flatMap(
    ([
      name,
      {
        required,
        shape: { kind },
      },
    ]) => (required && kind === 'string' ? [name] : []),
  );
  const resource = changes ?? reads;
  if (resource === 'alternate-contact') return `${owner} ${textMember(input, 'AlternateContactType')}`;
  if (resource === 'region') return names.length === 0 ? null : `${owner} ${textMember(input, 'RegionName')}`;
  return `${owner} ${resource ?? ''}`;
}

function nth<T>(from: readonly T[], at: number): T {
  const element = from[at % from.length];
  if (element === undefined) throw new RangeError('nothing to choose from');
  return element;
}
