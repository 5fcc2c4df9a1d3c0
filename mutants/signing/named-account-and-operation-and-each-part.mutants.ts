import type { Mutant } from '../mutant.ts';
import { isOfEmail } from '../../spec/contract.ts';
import { onEachEmailOperation } from '../operators/known-accounts.ts';
import { isUnsignedRead, verifyingWith } from '../operators/with-authentication.ts';

export const namedAccountAndOperationAndEachPartMutants: readonly Mutant[] = [
  {
    id: 'written/named-account-not-verified',
    fault: 'The signature of a request that names an account is not verified.',
    kind: 'written',
    rule: 'signing/named-account',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const { options } = all;
        const verifySignatures =
          options.verifySignatures && !new TextDecoder().decode(request.body).includes('"AccountId"');
        return parts.authenticate(request, { ...all, options: { ...options, verifySignatures } });
      },
    }),
  },
  {
    id: 'written/signature-not-verified-for-addresses',
    fault: 'The operations on primary e-mail addresses do not verify signatures.',
    kind: 'written',
    edition: 'current',
    rule: 'signing/operation/AcceptPrimaryEmailUpdate',
    also: [...onEachEmailOperation('signing/operation'), ...onEachEmailOperation('signing/each-part')],
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ request }, { contract }) => ({
      verifySignatures: !Object.values(contract.operations).some(
        (operation) => isOfEmail(operation) && request.target.startsWith(operation.path),
      ),
    })),
  },
  {
    id: 'written/signature-not-verified-on-disable',
    fault: 'The one operation that disables regions does not verify signatures.',
    kind: 'written',
    rule: 'signing/operation/DisableRegion',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ request }, { contract }) => ({
      verifySignatures: !request.target.startsWith(contract.operations['DisableRegion']?.path ?? ''),
    })),
  },
  {
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
  },
  {
    id: 'written/long-body-not-verified',
    fault: 'The signature of a request with a body of more than 4 KiB is not verified.',
    kind: 'written',
    rule: 'signing/each-part/PutContactInformation',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const { options } = all;
        const verifySignatures = options.verifySignatures && !(request.body.byteLength > 4096);
        return parts.authenticate(request, { ...all, options: { ...options, verifySignatures } });
      },
    }),
  },
];
