import type { Mutant } from '../mutant.ts';

export const eachPartMutants: readonly Mutant[] = [
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
