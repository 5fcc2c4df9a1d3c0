import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { Answer } from '../answers/answer.ts';

export const SURVEY_PREFIX = 'errors/implemented/';

/** The operation that a survey rule is about; `null`: the rule is none. */
export function surveyedOperation(id: string): string | null {
  return id.startsWith(SURVEY_PREFIX) ? id.slice(SURVEY_PREFIX.length) : null;
}

/** A valid input for a probe; regions are taken from those that no request can change. */
export function probeInput(contract: Contract, operation: string, seed: number): JsonObject {
  const arbitrary = validInput(contract, operation, { values: 'plausible', regions: loadRegions().defaults });
  const [input = {}] = fc.sample(arbitrary, { seed, numRuns: 1 });
  return input;
}

/** Whether an answer is an error that the contract knows for this operation. */
export function isLegal(contract: Contract, { errors }: Operation, { error }: Answer): boolean {
  return contract.errors.some(
    ({ name, scope }) =>
      name !== null &&
      name === error &&
      ((scope === 'operation' && errors.includes(name)) || (scope === 'common' && !UNKNOWN.has(name))),
  );
}

/** Whether an answer says that there is no such operation: by a status without an error of its own, by name, or by no JSON. */
export function isMissing(contract: Contract, operation: Operation, answer: Answer): boolean {
  if (UNKNOWN.has(answer.error ?? '')) return true;
  if (answer.status === null || isLegal(contract, operation, answer)) return false;
  if (MISSING_STATUSES.has(answer.status)) return true;
  const isText = answer.bodyBytes > 0 && answer.body === undefined;
  // What is answered in place of an empty body is a success with a body.
  return isText && (answer.status >= 300 || operation.output !== null);
}

/** The errors that say that there is no such operation: a common one, and the protocol's. */
const UNKNOWN = new Set(['InvalidAction', 'UnknownOperationException']);
const MISSING_STATUSES = new Set([403, 404, 405, 501]);
