import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const ownReadsNeedTrustedAccess: Mutant = {
  id: 'broad/own-reads-need-trusted-access',
  fault: 'Where trusted access is off, a member may not even read its own account.',
  kind: 'written',
  rule: 'context/own-reads-without-trusted-access/GetContactInformation',
  also: ['context/own-reads-without-trusted-access/*'],
  compose: (parts) => ({
    ...parts,
    authorizeContext: (caller, named, operation, all) => {
      const closed = all.options.world.organizations.some(
        ({ trustedAccess, members }) => !trustedAccess && members.includes(caller),
      );
      if (named === null && closed && operation.changes === null)
        throw new Refusal(all.errorNames.denied, 'Trusted access is off.');
      return parts.authorizeContext(caller, named, operation, all);
    },
  }),
};
