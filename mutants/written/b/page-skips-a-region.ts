import type { Mutant } from '../../mutant.ts';

export const pageSkipsARegion: Mutant = {
  id: 'written/page-skips-a-region',
  fault: 'Each page after the first leaves out the region that should stand first on it.',
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
};
