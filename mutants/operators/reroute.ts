import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Operation } from '../../spec/contract.ts';
import type { Compose } from '../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

/** One call before it is known on whose account it acts. */
interface Naming {
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

/** Filters ListRegions in another way: whether a region of this status belongs to a filter that is given. */
export function filterBy(belongs: (status: string, wanted: readonly string[]) => boolean): Compose {
  return wrapHandler('ListRegions', (inner) => (call, all) => {
    const { RegionOptStatusContains: given, ...input } = call.input;
    if (!Array.isArray(given)) return inner(call, all);
    const wanted = (given as readonly unknown[]).map(String);
    const regionNames = (whole: ServiceParts): readonly string[] =>
      all.regionNames(whole).filter((name) => belongs(all.statusAt(call.account, name, whole), wanted));
    return inner({ ...call, input }, { ...all, regionNames });
  });
}
