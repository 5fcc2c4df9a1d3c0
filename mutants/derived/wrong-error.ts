import type { Contract, Operation } from '../../spec/contract.ts';
import type { InputPlace } from './input-places.ts';

/** An error that the operation may answer with, but not for a wrong value at this place. */
export function wrongErrorOf({ contract, operation, shape }: InputPlace): string {
  return ownErrors(contract, operation).find((name) => !shape.refusedAs.includes(name)) ?? '';
}

/** The errors on the operation's own page that say that the request was at fault. */
function ownErrors(contract: Contract, operation: Operation): string[] {
  return operation.errors.filter((name) =>
    contract.errors.some((error) => error.name === name && error.statuses.every((status) => status < 500)),
  );
}
