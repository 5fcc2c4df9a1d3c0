import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { knownAccounts } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const missingAccountNotFound: Mutant = {
  id: 'written/missing-account-not-found',
  fault: 'An account that does not exist is refused as not found, others as denied.',
  kind: 'written',
  rule: 'context/outside-organization-alike/DeleteAlternateContact',
  because: '404 ResourceNotFoundException',
  compose: (parts) =>
    reroute(parts, ({ named, parts: all }) => {
      if (named === null || knownAccounts(all.options.world).includes(named)) return null;
      throw new Refusal(all.errorNames.notFound, 'The account was not found.');
    }),
};
