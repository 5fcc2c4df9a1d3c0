import { Refusal } from '../../reference/core/refusal.ts';
import { isPending } from '../../reference/core/state/region-status.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';

export const pendingMutants: readonly Mutant[] = [
  {
    id: 'written/pending-told-before-denial',
    fault: 'A pending change of a region is looked for before the rights of the caller.',
    kind: 'written',
    rule: 'context/denied-while-pending',
    because: 'ConflictException',
    compose: (parts) => {
      let region = '';
      return {
        ...parts,
        canonicalize: (shape, input) => {
          const canonical = parts.canonicalize(shape, input);
          region = textOf(canonical, 'RegionName');
          return canonical;
        },
        authorizeContext: (caller, named, operation, all) => {
          const change = all.store.regionChange(named ?? caller, region);
          if (operation.changes === 'region' && named !== null && change && isPending(change, all))
            throw new Refusal('ConflictException', `A change of ${region} is in progress.`);
          return parts.authorizeContext(caller, named, operation, all);
        },
      };
    },
  },
];
