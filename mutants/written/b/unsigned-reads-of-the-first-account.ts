import type { Mutant } from '../../mutant.ts';
import { isUnsignedRead } from '../../unsigned-read.ts';

export const unsignedReadsOfTheFirstAccount: Mutant = {
  id: 'written/unsigned-reads-of-the-first-account',
  fault: 'A read without a signature is answered as the first account, whoever asks.',
  kind: 'written',
  rule: 'signing/operation/ListRegions',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) =>
      isUnsignedRead(request, all)
        ? (all.options.credentials[0]?.accountId ?? '')
        : parts.authenticate(request, all),
  }),
};
