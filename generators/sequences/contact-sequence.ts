import * as fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { alternateContact, operationOf, type InputOptions } from '../values/input.ts';
import { listArbitrary, type ListBounds } from './list-arbitrary.ts';

/** One call as data. */
export interface Call {
  readonly operation: string;
  readonly input: JsonObject;
}

/** What shall be done with one contact; what is sent follows from what is stored by then. */
interface Step {
  /** Chooses among the calls that mean something in the state reached. */
  readonly choice: number;
  readonly type: string;
  readonly contact: JsonObject;
  /** How many puts ago the same values were put, for whatever type; 0, or farther than the farthest: they are new. */
  readonly again: number;
}

const TYPE = 'AlternateContactType';
/** Weights by repetition: most calls succeed, every call that must be refused in a state occurs too. */
const WHERE_ABSENT = ['Put', 'Put', 'Put', 'Get', 'Delete'] as const;
const WHERE_PRESENT = ['Get', 'Get', 'Put', 'Put', 'Delete', 'Delete'] as const;
/** A value that is put again comes from one of so many puts before. */
const FARTHEST = 3;

/**
 * Calls that get, put and delete the alternate contacts of one account, starting from none stored. Built along the
 * state that they lead to, so that dropping a call leaves a sequence that still means something.
 */
export function contactSequence(
  contract: Contract,
  options: InputOptions & ListBounds,
): fc.Arbitrary<readonly Call[]> {
  const type = operationOf(contract, 'PutAlternateContact').input.members[TYPE]?.shape;
  const types = type?.kind === 'string' ? (type.enum ?? []) : [];
  const { minLength, maxLength, ...inputs } = options;
  const step: fc.Arbitrary<Step> = fc.record({
    choice: fc.nat(WHERE_ABSENT.length * WHERE_PRESENT.length - 1),
    type: fc.constantFrom(...types),
    contact: alternateContact(contract, inputs),
    again: fc.nat(3 * FARTHEST),
  });
  const account = options.accountId === undefined ? {} : { AccountId: options.accountId };
  return listArbitrary(step, { minLength, maxLength }).map((steps) => callsOf(steps, account));
}

function callsOf(steps: readonly Step[], account: JsonObject): readonly Call[] {
  const present = new Set<string>();
  const earlier: JsonObject[] = [];
  return steps.map((step) => {
    const isNew = step.again === 0 || step.again > FARTHEST;
    const contact = isNew ? step.contact : (earlier.at(-step.again) ?? step.contact);
    const { verb, input } = contactCall({ ...step, contact }, present, account);
    if (verb === 'Put') earlier.push(contact);
    return { operation: `${verb}AlternateContact`, input };
  });
}

/** The call that a step stands for in a state, and the state after it. */
function contactCall(
  { choice, type, contact }: Omit<Step, 'again'>,
  present: Set<string>,
  account: JsonObject,
): { readonly verb: string; readonly input: JsonObject } {
  const verbs = present.has(type) ? WHERE_PRESENT : WHERE_ABSENT;
  const verb = verbs[choice % verbs.length] ?? 'Get';
  if (verb === 'Put') present.add(type);
  if (verb === 'Delete') present.delete(type);
  return { verb, input: verb === 'Put' ? { ...contact, [TYPE]: type } : { ...account, [TYPE]: type } };
}
