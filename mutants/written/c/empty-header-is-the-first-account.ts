import type { Mutant } from '../../mutant.ts';
import { headerValues } from '../../../reference/core/request/http-message.ts';

export const emptyHeaderIsTheFirstAccount: Mutant = {
  id: 'written/empty-header-is-the-first-account',
  fault: 'A request with an empty Authorization header is that of the first account.',
  kind: 'written',
  rule: 'signing/malformed-header',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) =>
      headerValues(request, 'authorization').some((value) => value.trim() === '')
        ? (all.options.credentials[0]?.accountId ?? '')
        : parts.authenticate(request, all),
  }),
};
