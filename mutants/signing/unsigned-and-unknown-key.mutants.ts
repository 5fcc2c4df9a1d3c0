import type { Mutant } from '../mutant.ts';
import { isUnsignedRead, verifyingInstead, verifyingWith } from '../operators/with-authentication.ts';

export const unsignedAndUnknownKeyMutants: readonly Mutant[] = [
  {
    id: 'written/unsigned-reads-accepted',
    fault: 'A read without a signature is answered as the caller of the request before it.',
    kind: 'written',
    rule: 'signing/unsigned',
    because: 'no refusal',
    ordered: true,
    options: { verifySignatures: true },
    compose: (parts) => {
      let lastCaller: string | undefined;
      return {
        ...parts,
        authenticate: (request, all) => {
          if (lastCaller !== undefined && isUnsignedRead(request, all)) return lastCaller;
          lastCaller = parts.authenticate(request, all);
          return lastCaller;
        },
      };
    },
  },
  {
    id: 'written/key-id-in-any-case',
    fault: 'Access key ids are compared without regard to case.',
    kind: 'written',
    rule: 'signing/unknown-key',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingInstead((request) => ({
      ...request,
      headers: request.headers.map(([name, value]) => [
        name,
        name.toLowerCase() === 'authorization'
          ? value.replace(/Credential=[^/]+/, (found) => `Credential=${found.slice(11).toUpperCase()}`)
          : value,
      ]),
    })),
  },
  {
    id: 'written/unknown-key-accepted',
    fault: 'An unknown access key stands for the first account, and the signature is not checked.',
    kind: 'written',
    rule: 'signing/unknown-key',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { credentials }) => {
      const [accessKeyId = ''] = fields.credential;
      const [first] = credentials;
      if (!first || credentials.some((one) => one.accessKeyId === accessKeyId)) return {};
      return { verifySignatures: false, credentials: [{ ...first, accessKeyId }] };
    }),
  },
];
