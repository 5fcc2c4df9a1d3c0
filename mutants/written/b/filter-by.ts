import type { ServiceParts } from '../../../reference/core/service-parts.ts';
import { wrapHandlers } from './wrap-handlers.ts';

/** The parts with another filter of ListRegions: whether a region of this status belongs to a filter that is given. */
export function filterBy(
  parts: ServiceParts,
  belongs: (status: string, wanted: readonly string[]) => boolean,
): ServiceParts {
  return wrapHandlers(parts, ['ListRegions'], (inner) => (call, all) => {
    const { RegionOptStatusContains: given, ...input } = call.input;
    if (!Array.isArray(given)) return inner(call, all);
    const wanted = (given as readonly unknown[]).map(String);
    const regionNames = (whole: ServiceParts): readonly string[] =>
      all.regionNames(whole).filter((name) => belongs(all.statusAt(call.account, name, whole), wanted));
    return inner({ ...call, input }, { ...all, regionNames });
  });
}
