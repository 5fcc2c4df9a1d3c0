import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Operation } from '../../spec/contract.ts';
import type { Compose } from '../mutant.ts';

/** One call before it is known on whose account it acts. */
export interface Naming {
  readonly caller: string;
  /** The account that the call names; `null`: none. */
  readonly named: string | null;
  readonly operation: Operation;
  readonly parts: ServiceParts;
}

/** Chooses another account to act on; `null` leaves the choice to the conforming part. */
export function reroute(choose: (naming: Naming) => string | null): Compose {
  return (parts) => ({
    ...parts,
    authorizeContext: (caller, named, operation, all) =>
      choose({ caller, named, operation, parts: all }) ??
      parts.authorizeContext(caller, named, operation, all),
  });
}
