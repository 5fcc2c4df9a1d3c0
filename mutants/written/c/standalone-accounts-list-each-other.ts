import type { Mutant } from '../../mutant.ts';
import { reroute } from '../b/reroute.ts';

export const standaloneAccountsListEachOther: Mutant = {
  id: 'written/standalone-accounts-list-each-other',
  fault: 'An account in no organization may list the regions of another one in none.',
  kind: 'written',
  rule: 'context/standalone-other-account/ListRegions',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) => {
      const alone = (account: string | null) => options.world.standalone.includes(account ?? '');
      const reached = operation.name === 'ListRegions' && named !== caller && alone(caller) && alone(named);
      return reached ? named : null;
    }),
};
