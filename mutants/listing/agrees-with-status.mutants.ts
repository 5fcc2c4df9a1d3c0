import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const agreesWithStatusMutants: readonly Mutant[] = [
  {
    id: 'written/region-readable-but-not-listed',
    fault: 'The regions that opened last can be read and changed, but are not listed.',
    kind: 'written',
    rule: 'listing/agrees-with-status',
    because: 'no refusal',
    compose: wrapHandler('ListRegions', (inner) => (call, all) => {
      const { later } = all.options.regions;
      const regionNames = (whole: typeof all): readonly string[] =>
        all.regionNames(whole).filter((name) => !later.includes(name));
      return inner(call, { ...all, regionNames });
    }),
  },
];
