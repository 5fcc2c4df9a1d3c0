import { headerValues } from '../../reference/core/request/http-message.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const nobodyIsRefused: Mutant = {
  id: 'broad/nobody-is-refused',
  fault:
    'A request whose signature is refused is answered as if the account of its access key had sent it, or else the first one.',
  kind: 'written',
  rule: 'signing/wrong-signature',
  also: [
    'signing/*-name',
    'signing/date-future*',
    'signing/date-past*',
    'signing/each-part/*',
    'signing/operation/*',
  ],
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      try {
        return parts.authenticate(request, all);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { credentials } = all.options;
        const sent = `${request.target} ${headerValues(request, 'authorization').join(' ')}`;
        const named = credentials.find(({ accessKeyId }) => sent.includes(accessKeyId));
        return (named ?? credentials[0])?.accountId ?? '';
      }
    },
  }),
};
