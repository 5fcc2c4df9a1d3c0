import type { Contract, ErrorDefinition } from '../../../spec/contract.ts';
import { httpStatus } from '../error-names.ts';

const BY_WEIGHT: readonly ErrorDefinition['scope'][] = ['operation', 'protocol', 'signing', 'common'];

/**
 * The HTTP status of an error: the wished one where the contract allows it for the name or under any name,
 * otherwise the first one of the name's weightiest definition.
 */
export function statusOf(contract: Contract, name: string, wished: number | undefined): number {
  const named = BY_WEIGHT.flatMap((scope) =>
    contract.errors.filter((error) => error.scope === scope && error.name === name),
  );
  const allowed = contract.errors.filter((error) => error.name === null || error.name === name);
  if (
    wished !== undefined &&
    (named.length === 0 || allowed.some(({ statuses }) => statuses.includes(wished)))
  )
    return wished;
  return named[0]?.statuses[0] ?? httpStatus.badRequest;
}
