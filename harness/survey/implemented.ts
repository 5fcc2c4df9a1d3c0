import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadRegions } from '../../spec/load-regions.ts';

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
