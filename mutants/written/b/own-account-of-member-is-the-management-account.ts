import type { Mutant } from '../../mutant.ts';
import { organizationOf } from './known-accounts.ts';
import { reroute } from './reroute.ts';

export const ownAccountOfMemberIsTheManagementAccount: Mutant = {
  id: 'written/own-account-of-member-is-the-management-account',
  fault: 'A member that names no account reads the primary contact of its management account.',
  kind: 'written',
  rule: 'context/each-account-its-own/ContactInformation',
  because: 'another answer',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) =>
      named === null && operation.name === 'GetContactInformation'
        ? (organizationOf(options.world, caller)?.management ?? null)
        : null,
    ),
};
