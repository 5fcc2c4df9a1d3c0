import type { Mutant } from '../mutant.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

/** The page size at which a region is lost. */
const BROKEN_SIZE = 7;

/** The largest page size that counts. */
const LARGEST_PAGE = 30;

export const pageAndWalksMutants: readonly Mutant[] = [
  {
    id: 'written/default-page-has-no-token',
    fault: 'Without a page size the list ends after its first page, without a token.',
    kind: 'written',
    rule: 'listing/default-page',
    because: 'is missing and no token follows',
    compose: wrapHandler('ListRegions', (inner) => (call, all) => {
      const output = inner(call, all);
      if (call.input['MaxResults'] !== undefined) return output;
      return { Regions: output?.['Regions'] ?? [] };
    }),
  },
  {
    id: 'written/page-repeats-a-region',
    fault: 'Each page after the first begins with the last region of the page before.',
    kind: 'written',
    rule: 'listing/default-page',
    also: ['listing/filters-make-the-whole'],
    because: 'does not belong there',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) =>
        parts.paginate(
          names.filter((name) => after === null || name >= after),
          null,
          size,
        ),
    }),
  },
  {
    id: 'written/one-page-size-loses-a-region',
    fault: 'With a page size of seven, and no other, the last region is never shown.',
    kind: 'written',
    rule: 'listing/every-page-size',
    because: 'is missing and no token follows',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) =>
        parts.paginate(size === BROKEN_SIZE ? names.slice(0, -1) : names, after, size),
    }),
  },
  {
    id: 'written/full-last-page-is-lost',
    fault: 'A page after which exactly one full page is left has no token.',
    kind: 'written',
    rule: 'listing/page-walk',
    because: 'is missing and no token follows',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const page = parts.paginate(names, after, size);
        const left = names.filter((name) => page.last !== null && name > page.last).length;
        return left === size ? { ...page, last: null } : page;
      },
    }),
  },
  {
    id: 'written/page-size-ignored-above-thirty',
    fault: 'A page size above thirty is ignored, and all regions are on one page.',
    kind: 'written',
    rule: 'listing/page-walk',
    because: 'regions on a page of',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) =>
        parts.paginate(names, after, size > LARGEST_PAGE ? names.length : size),
    }),
  },
  {
    id: 'written/page-size-one-gives-two',
    fault: 'A page of one region has two.',
    kind: 'written',
    rule: 'listing/page-walk',
    because: '2 regions on a page of 1',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => parts.paginate(names, after, Math.max(size, 2)),
    }),
  },
  {
    id: 'written/page-skips-a-region',
    fault: 'Each page after the first leaves out the region that should come first on it.',
    kind: 'written',
    rule: 'listing/page-walk',
    because: 'does not belong there',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const rest = after === null ? names : names.filter((name) => name > after).slice(1);
        return parts.paginate(rest, null, size);
      },
    }),
  },
  {
    id: 'written/page-token-never-ends',
    fault: 'Every page has a token, the last one too.',
    kind: 'written',
    rule: 'listing/page-walk',
    because: 'a token follows where there is nothing more',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const page = parts.paginate(names, after, size);
        return { ...page, last: page.last ?? page.names.at(-1) ?? after };
      },
    }),
  },
  {
    id: 'written/one-walk-for-each-caller',
    fault: 'A page token only says that there is a walk; its position is kept per caller.',
    kind: 'written',
    rule: 'listing/walks-in-turn',
    also: ['context/walks-in-turn'],
    compose: (parts) => {
      const places = new Map<string, string>();
      return wrapHandler('ListRegions', (inner) => (call, all) => {
        const { issue, read } = all.tokens;
        const tokens: typeof all.tokens = {
          issue: (scope, after) => {
            places.set(call.caller, after);
            return issue(scope, after);
          },
          read: (scope, token) => (read(scope, token) === null ? null : (places.get(call.caller) ?? null)),
        };
        return inner(call, { ...all, tokens });
      })(parts);
    },
  },
];
