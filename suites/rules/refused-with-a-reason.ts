import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import { refusal } from '../../harness/caller.ts';

const INVALID = 'ValidationException';

/** Refused as invalid, and with one of the documented reasons, whichever. */
export function refusedWithAReason(contract: Contract): AnswerExpectation {
  const { members } = contract.validationDetail;
  const reason = members['reason']?.shape;
  const words = reason?.kind === 'string' ? (reason.enum ?? []) : [];
  return { kind: 'any-of', of: words.map((word) => refusal(contract, [INVALID], word)) };
}
