import type { Mutant } from '../../mutant.ts';

export const pageRepeatsARegion: Mutant = {
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
};
