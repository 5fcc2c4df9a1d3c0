import type { Mutant } from '../../mutant.ts';
import { verifyingInstead } from './with-authentication.ts';

export const contentTypeNotCovered: Mutant = {
  id: 'written/content-type-not-covered',
  fault: 'The content type is verified as the service would write it, whatever the request says.',
  kind: 'written',
  rule: 'signing/header-changed',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingInstead(parts, (request) => ({
      ...request,
      headers: request.headers.map(([name, value]): [string, string] => [
        name,
        name.toLowerCase() === 'content-type' ? parts.options.contract.wire.contentType : value,
      ]),
    })),
};
