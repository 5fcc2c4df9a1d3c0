import { isOfEmail } from '../../../spec/operation-facts.ts';
import type { Mutant } from '../../mutant.ts';
import { organizationOf } from '../b/known-accounts.ts';
import { reroute } from '../b/reroute.ts';
import { onEach } from './email-operations.ts';

export const addressOfAnyAccount: Mutant = {
  id: 'written/address-of-any-account',
  fault: 'A manager may read and change the addresses of accounts outside its organization.',
  kind: 'written',
  rule: 'context/outside-organization/AcceptPrimaryEmailUpdate',
  also: [...onEach('context/outside-organization'), ...onEach('context/delegate-outside-organization')],
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) => {
      const { management, delegatedAdmin, trustedAccess } = organizationOf(options.world, caller) ?? {};
      const isManager = trustedAccess && [management, delegatedAdmin].includes(caller);
      return isOfEmail(operation) && isManager && named !== management ? named : null;
    }),
};
