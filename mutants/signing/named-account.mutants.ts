import type { Mutant } from '../mutant.ts';

export const namedAccountMutants: readonly Mutant[] = [
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
];
