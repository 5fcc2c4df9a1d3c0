import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { knownAccounts } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const existingAccountToldByMessage: Mutant = {
  id: 'written/existing-account-told-by-message',
  fault: 'The message of a refusal tells whether the account that was named exists.',
  kind: 'written',
  rule: 'context/outside-organization-alike/GetAlternateContact',
  because: 'another answer',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: all }) => {
      if (named === null || knownAccounts(all.options.world).includes(named))
        return parts.authorizeContext(caller, named, operation, all);
      throw new Refusal(all.errorNames.denied, 'There is no such account.');
    }),
};
