import type { Mutant } from '../../mutant.ts';

export const unknownPathCrash: Mutant = {
  id: 'written/unknown-path-crash',
  fault: 'A path that no operation has ends in a server error.',
  kind: 'written',
  rule: 'wire/http/path-unknown/GetContactInformation',
  because: '500',
  compose: (parts) => ({
    ...parts,
    route: (request, whole) => {
      try {
        return parts.route(request, whole);
      } catch {
        throw new Error('no handler');
      }
    },
  }),
};
