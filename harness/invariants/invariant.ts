import type { Contract, Level } from '../../spec/contract.ts';
import type { Answer } from '../answers/answer.ts';

/** What earlier exchanges of the run leave behind for later ones. */
export interface InvariantMemory {
  readonly requestIds: Set<string>;
}

/** A check that every exchange must pass, whatever rule caused it. */
export interface Invariant {
  readonly id: string;
  readonly level: Level;
  readonly since: string;
  readonly statement: string;
  readonly source: string;
  /** What the answer has to be like, in words. */
  readonly expected: string;
  /** Whether the invariant says anything about this answer. */
  applies(answer: Answer, contract: Contract): boolean;
  /** What is wrong, in words; `null`: nothing. */
  check(answer: Answer, contract: Contract, memory?: InvariantMemory): string | null;
}

/** Whether the contract leaves open all that comes of the request, so that no invariant is held against its answer. */
export function isOpen({ exchange: { request } }: Answer): boolean {
  return request.provokes?.includes('protocol') ?? false;
}

/** Holds for a response that is not a success. */
export function isError(answer: Answer): boolean {
  return answer.status !== null && answer.status >= 400;
}

/** Holds for a response that is a success as the contract has it. */
export function isSuccess(answer: Answer): boolean {
  return answer.status !== null && answer.status >= 200 && answer.status < 300;
}
