import { describeBelief, mayBeAbsent, mayBePresent, type Belief } from '../state/belief.ts';
import type { StructureShape, Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Clause } from './clause.ts';
import { ERRORS, refusedAs } from './refusal.ts';
import type { OutputJudgement, RefusalForm, SuccessForm } from './form.ts';
import { jsonObject } from '../input/json-object.ts';
import type { State, ContactShapes } from '../state/state.ts';
import { differenceFrom, storedAsRead, type Stored } from '../state/stored.ts';

/** One contact as a read sees it. */
export interface ContactRead {
  readonly belief: Belief;
  readonly shape: StructureShape;
  /** Members without which a contact cannot be. */
  readonly required: readonly string[];
  /** The output member that holds it; `null`: it is the output. */
  readonly outputMember: string | null;
  /** A member that `check` judges, instead of comparing it with what was put. */
  readonly judgedByCheck: string | null;
  readonly check: (found: JsonObject, stored: Stored | null) => string | null;
  readonly update: (belief: Belief) => State;
}

/** Not found: possible where the contact may be absent, which it then is. */
export function notFound(belief: Belief, update: (belief: Belief) => State): RefusalForm[] {
  if (!mayBeAbsent(belief)) return [];
  const refusal = refusedAs([ERRORS.notFound]);
  return [{ outcome: 'refusal', breaks: null, clause: 'absent-contact', refusal, state: update([null]) }];
}

/** Success of a read: possible where there may be a contact, which is then the one that was shown. */
export function found(read: ContactRead, clause: Clause, breaks: 'should' | null): SuccessForm[] {
  if (!mayBePresent(read.belief)) return [];
  return [
    {
      outcome: 'success',
      breaks,
      clause,
      describe: () => `success with ${describeBelief(read.belief)}`,
      judge: (output) => judgeRead(read, output),
    },
  ];
}

function judgeRead(read: ContactRead, output: JsonObject | null): OutputJudgement {
  const { outputMember } = read;
  const shown = output && (outputMember === null ? output : jsonObject(output[outputMember]));
  if (!shown) return { problem: outputMember === null ? 'no output' : `no ${outputMember} in the output` };
  const seen = storedAsRead(read.shape, read.required, shown);
  if (!seen) return { problem: `${outputMember ?? 'the output'} lacks a member, or one is not a text` };
  if (read.belief === 'unknown') {
    const wrong = read.check(shown, null);
    return wrong === null ? { state: read.update([seen]) } : { problem: wrong };
  }
  let problem = 'no contact is there';
  let match: Stored | null = null;
  for (const stored of read.belief) {
    if (!stored) continue;
    const difference = differenceFrom(stored, shown, read.judgedByCheck) ?? read.check(shown, stored);
    if (difference === null) match = !match || stored.written ? stored : match;
    else problem = difference;
  }
  return match ? { state: read.update([{ ...seen, written: match.written }]) } : { problem };
}

export const ALTERNATE = 'AlternateContact';
export const PRIMARY = 'ContactInformation';

/**
 * The shapes of the two kinds of contact, as the reads of the contract return them.
 * @throws {RangeError} where the contract lacks these reads.
 */
export function contactShapes(contract: Contract): ContactShapes {
  const known = shapes.get(contract) ?? {
    alternate: outputShape(contract, `Get${ALTERNATE}`, ALTERNATE),
    primary: outputShape(contract, `Get${PRIMARY}`, PRIMARY),
  };
  shapes.set(contract, known);
  return known;
}

const shapes = new WeakMap<Contract, ContactShapes>();

function outputShape(contract: Contract, operation: string, member: string): StructureShape {
  const shape = contract.operations[operation]?.output?.members[member]?.shape;
  if (shape?.kind !== 'structure') throw new RangeError(`${operation}: no ${member} in the output`);
  return shape;
}

/** Names of the members that a put of such a contact has to have, in the given structure. */
export function requiredMembers(shape: StructureShape | undefined): string[] {
  return Object.entries(shape?.members ?? {}).flatMap(([name, { required }]) => (required ? [name] : []));
}
