import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract, Shape } from '../../spec/contract.ts';
import { type Obligation, obligationsOf } from '../../spec/obligations.ts';
import { refusal } from '../../harness/caller.ts';

const INVALID = 'ValidationException';

/** Refused as invalid, and with one of the documented reasons, whichever. */
export function refusedWithAReason(contract: Contract): AnswerExpectation {
  const { members } = contract.validationDetail;
  const reason = members['reason']?.shape;
  const words = reason?.kind === 'string' ? (reason.enum ?? []) : [];
  return { kind: 'any-of', of: words.map((word) => refusal(contract, [INVALID], word)) };
}

/** What an operation must refuse, as far as that can be seen, in members other than these. */
export function surelyRefused(contract: Contract, name: string, except: readonly string[]): Obligation[] {
  return obligationsOf(contract).filter(
    ({ operation, side, level, unobservable, path }) =>
      operation === name &&
      side === 'refuses' &&
      level === 'must' &&
      unobservable === undefined &&
      !except.includes(path[0] ?? ''),
  );
}

const SERIALIZATION = 'SerializationException';

/** How a request that breaks the obligation's constraint has to be refused. */
export function expectedRefusal(
  contract: Contract,
  { constraint }: Obligation,
  shape: Shape,
): AnswerExpectation {
  if (constraint === 'type' || constraint === 'null') return refusal(contract, []);
  if (constraint === 'type-error')
    return refusal(contract, [...new Set([SERIALIZATION, ...shape.refusedAs])]);
  return refusal(contract, shape.refusedAs);
}
