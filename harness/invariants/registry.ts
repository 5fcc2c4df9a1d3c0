import { noServerError, wholeAnswer } from './answered.ts';
import { documentedErrors, findableName } from './documented-errors.ts';
import { errorBody, errorHeader, validationDetail } from './error-form.ts';
import { fieldListMember } from './field-list.ts';
import type { Invariant } from './invariant.ts';
import { noByteOrderMark, uncompressed } from './plain-body.ts';
import {
  absentMembers,
  emptyOutput,
  emptyOutputExact,
  outputCase,
  outputMediaType,
  outputShape,
  requestId,
  successStatus,
} from './success-form.ts';

export const INVARIANTS: readonly Invariant[] = [
  noServerError,
  wholeAnswer,
  successStatus,
  outputShape,
  outputCase,
  absentMembers,
  outputMediaType,
  emptyOutput,
  emptyOutputExact,
  requestId,
  uncompressed,
  noByteOrderMark,
  documentedErrors,
  findableName,
  errorBody,
  errorHeader,
  validationDetail,
  fieldListMember,
];

/** @throws {RangeError} where no invariant has this id. */
export function invariantById(id: string): Invariant {
  const found = INVARIANTS.find((invariant) => invariant.id === id);
  if (!found) throw new RangeError(`no invariant is called ${id}`);
  return found;
}
