import type { Mutant } from '../../mutant.ts';

const BROKEN_SIZE = 7;

export const onePageSizeLosesARegion: Mutant = {
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
};
