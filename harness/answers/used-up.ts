import type { Contract } from '../../spec/contract.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';
import type { Answer } from './answer.ts';

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
