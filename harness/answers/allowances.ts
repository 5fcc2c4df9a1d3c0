import type { Contract, Operation, Shape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { Target } from '../../targets/target.ts';
import { asObject, type Answer } from './answer.ts';
import { isSuccess } from '../invariants/invariant.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';

/** Whether an answer of this operation may show what was before the last write: reads, where the target has a window. */
export function mayLag(operation: string, contract: Contract, { timing }: Pick<Target, 'timing'>): boolean {
  const reads = contract.operations[operation]?.reads ?? null;
  return timing.consistencyWindow > 0 && reads !== null;
}

/** Whether an answer of this operation may show what was stored before the first call of a rule, so that it teaches nothing. */
export function mayBeFromBefore(
  operation: string,
  contract: Contract,
  target: Pick<Target, 'timing'>,
): boolean {
  return mayLag(operation, contract, target) && contract.operations[operation]?.reads !== 'region';
}

/** Whether a request goes on where another one ended: a service may take its token only once. */
export function goesOn({ input: { members } }: Operation, input: Json): boolean {
  return Object.entries(members).some(
    ([name, { shape }]) => isPageToken(shape) && asObject(input)?.[name] !== undefined,
  );
}

function isPageToken(shape: Shape): boolean {
  return shape.kind === 'string' && shape.format === 'page-token';
}

/**
 * Whether a read that lags could be answered so: with what was stored before, or that nothing was, but with no other
 * refusal, and with nothing that cannot be read.
 */
export function mayBeOlder(answer: Answer): boolean {
  const { status, error, output } = answer;
  if (isSuccess(answer) && output === null) return false;
  const refused = status !== null && status >= 400 && status < 500;
  return !refused || status === 404 || error === 'ResourceNotFoundException';
}

/**
 * Whether a page token is refused that a service may take only once: where its request was sent before, and the answer
 * lost, it need not be wrong.
 */
export function usedUp({ status, exchange: { request } }: Answer, contract: Contract): boolean {
  if (status === null || status < 400 || status > 499) return false;
  const body = Buffer.from(request.body).toString();
  return operationsNamed(request, contract).some(({ input }) =>
    Object.entries(input.members).some(
      ([name, { shape }]) => isPageToken(shape) && body.includes(`"${name}"`),
    ),
  );
}
