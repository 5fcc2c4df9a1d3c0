import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const writeLandsInTheCallersAccount: Mutant = {
  id: 'written/write-lands-in-the-callers-account',
  fault: 'A permitted write for another account is done to the account of the caller.',
  kind: 'written',
  rule: 'context/delegate-member/PutContactInformation',
  because: 'another output',
  compose: (parts) =>
    reroute(parts, ({ caller, named, operation, parts: all }) => {
      if (operation.changes === null) return null;
      parts.authorizeContext(caller, named, operation, all);
      return caller;
    }),
};
