import type { Mutant } from '../../mutant.ts';
import { verifyingInstead } from './with-authentication.ts';

export const bodySignedAsParsed: Mutant = {
  id: 'written/body-signed-as-parsed',
  fault: 'Not the bytes of the body are verified but the JSON that was read from them, written anew.',
  kind: 'written',
  rule: 'signing/body-changed',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingInstead(parts, (request) => {
      try {
        const text = JSON.stringify(JSON.parse(new TextDecoder().decode(request.body)));
        return { ...request, body: new TextEncoder().encode(text) };
      } catch {
        return request;
      }
    }),
};
