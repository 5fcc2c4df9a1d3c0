import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const managementNamesItself: Mutant = {
  id: 'written/management-names-itself',
  fault: 'The management account may name its own account.',
  kind: 'written',
  rule: 'context/management-own-account/GetAlternateContact',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) =>
      named === caller && options.world.organizations.some(({ management }) => management === caller)
        ? caller
        : null,
    ),
};
