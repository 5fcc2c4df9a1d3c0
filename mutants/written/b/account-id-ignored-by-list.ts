import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const accountIdIgnoredByList: Mutant = {
  id: 'written/account-id-ignored-by-list',
  fault: 'The list of regions is always that of the caller, whatever account it names.',
  kind: 'written',
  rule: 'context/delegate-member/ListRegions',
  because: 'expected ',
  compose: (parts) =>
    reroute(parts, ({ caller, operation }) => (operation.name === 'ListRegions' ? caller : null)),
};
