import type { Mutant } from '../../mutant.ts';
import { organizationOf } from '../b/known-accounts.ts';
import { reroute } from '../b/reroute.ts';

export const closedManagementReadsItself: Mutant = {
  id: 'written/closed-management-reads-itself',
  fault: 'Without trusted access the management account may name itself on reads.',
  kind: 'written',
  rule: 'context/trusted-access-off/GetContactInformation',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: { options } }) => {
      const organization = organizationOf(options.world, caller);
      const closed = organization?.management === caller && !organization.trustedAccess;
      return closed && named === caller && operation.changes === null ? caller : null;
    }),
};
