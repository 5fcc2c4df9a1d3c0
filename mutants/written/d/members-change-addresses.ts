import { isOfEmail } from '../../../spec/operation-facts.ts';
import type { Mutant } from '../../mutant.ts';
import { organizationOf } from '../b/known-accounts.ts';
import { reroute } from '../b/reroute.ts';
import { onEach } from './email-operations.ts';

export const membersChangeAddresses: Mutant = {
  id: 'written/members-change-addresses',
  fault: 'Every member may read and change the addresses of all members.',
  kind: 'written',
  rule: 'context/member-any-account/AcceptPrimaryEmailUpdate',
  also: [...onEach('context/member-any-account'), ...onEach('context/member-own-account')],
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) => {
      const { members = [] } = organizationOf(options.world, caller) ?? {};
      const isPeer = named !== null && members.includes(caller) && members.includes(named);
      return isOfEmail(operation) && isPeer ? named : null;
    }),
};
