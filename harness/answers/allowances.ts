import type { Contract } from '../../spec/contract.ts';
import type { Target } from '../../targets/target.ts';
import type { Answer } from './answer.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';

/** Whether an answer of this operation may show what was stored before the last write: reads of contacts, where the profile has a window. */
export function mayLag(operation: string, contract: Contract, { timing }: Pick<Target, 'timing'>): boolean {
  const reads = contract.operations[operation]?.reads ?? null;
  return timing.consistencyWindow > 0 && reads !== null && reads !== 'region';
}

/** Whether a read that lags could be answered so: with what was stored before, or that nothing was, but with no other refusal. */
export function mayBeOlder({ status, error }: Answer): boolean {
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
      ([name, { shape }]) =>
        shape.kind === 'string' && shape.format === 'page-token' && body.includes(`"${name}"`),
    ),
  );
}
