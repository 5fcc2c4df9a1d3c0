import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import { textOf } from '../operators/members.ts';

export const agreesWithStatusAndShownRegionMutants: readonly Mutant[] = [
  {
    id: 'written/region-readable-but-not-listed',
    fault: 'The newest regions can be read and changed, but are not listed.',
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
  {
    id: 'written/page-token-counts-positions',
    fault: 'A page token holds a position: when a region leaves a filtered list, the next page skips one.',
    kind: 'written',
    rule: 'listing/shown-region-leaves',
    because: 'is missing and no token follows',
    compose: (parts) => {
      const positions = new Map<string, number>();
      return wrapHandler('ListRegions', (inner) => (call, all) => {
        const start = positions.get(textOf(call.input, 'NextToken')) ?? 0;
        const seen = { end: 0 };
        const paginate = (names: readonly string[], _after: string | null, size: number) => {
          seen.end = start + size;
          const page = names.slice(start, seen.end);
          return { names: page, last: names.length > seen.end ? (page.at(-1) ?? null) : null };
        };
        const output = inner(call, { ...all, paginate });
        if (output?.['NextToken'] !== undefined) positions.set(textOf(output, 'NextToken'), seen.end);
        return output;
      })(parts);
    },
  },
];
