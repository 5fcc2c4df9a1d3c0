import { headerValues } from '../../reference/core/request/http-message.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { signingRefusal } from '../../reference/signing/read-signature.ts';
import type { Mutant } from '../mutant.ts';
import { verifyingInstead } from '../operators/with-authentication.ts';

export const headerAndFieldOrderMutants: readonly Mutant[] = [
  {
    id: 'written/header-blanks-kept',
    fault: 'Several blanks within a signed header are verified as they are, not as one.',
    kind: 'written',
    rule: 'signing/header-form',
    because: 'InvalidSignatureException',
    options: { verifySignatures: true },
    compose: verifyingInstead((request) => ({
      ...request,
      headers: request.headers.map(([name, value]): [string, string] => [
        name,
        name.toLowerCase() === 'authorization' ? value : value.trim().replaceAll(/\s\s+/g, ' _ '),
      ]),
    })),
  },
  {
    id: 'written/empty-header-is-the-first-account',
    fault: 'A request with an empty Authorization header counts as one of the first account.',
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
  },
  {
    id: 'written/malformed-header-is-anonymous',
    fault: 'A caller whose Authorization header cannot be read acts as the first account.',
    kind: 'written',
    rule: 'signing/malformed-header',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const { credentials, signing } = all.options;
        try {
          return parts.authenticate(request, all);
        } catch (error) {
          const { errorName } = signingRefusal(signing, 'malformed-header', '');
          if (!(error instanceof Refusal) || error.errorName !== errorName) throw error;
          return credentials[0]?.accountId ?? '';
        }
      },
    }),
  },
];
