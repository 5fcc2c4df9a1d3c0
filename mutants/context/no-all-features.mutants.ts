import { targetAccount } from '../../reference/core/authorize-context.ts';
import type { Mutant } from '../mutant.ts';
import { reroute } from '../operators/reroute.ts';

export const noAllFeaturesMutants: readonly Mutant[] = [
  {
    id: 'written/all-features-ignored',
    fault: 'Members can be acted on in an organization that has only consolidated billing.',
    kind: 'written',
    rule: 'context/no-all-features/PutContactInformation',
    because: 'no refusal',
    compose: reroute(({ caller, named, parts: { options } }) => {
      const organizations = options.world.organizations.map((one) => ({ ...one, allFeatures: true }));
      return targetAccount({ ...options.world, organizations }, caller, named);
    }),
  },
];
