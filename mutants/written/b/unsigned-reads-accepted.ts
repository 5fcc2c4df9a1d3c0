import { headerValues } from '../../../reference/http-message.ts';
import type { Mutant } from '../../mutant.ts';

export const unsignedReadsAccepted: Mutant = {
  id: 'written/unsigned-reads-accepted',
  fault: 'Reads of the first account need no signature.',
  kind: 'written',
  rule: 'signing/unsigned',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      const isRead = parts.route(request, all).changes === null;
      const isSigned = headerValues(request, 'authorization').length > 0 || request.target.includes('?');
      return isRead && !isSigned
        ? (all.options.credentials[0]?.accountId ?? '')
        : parts.authenticate(request, all);
    },
  }),
};
