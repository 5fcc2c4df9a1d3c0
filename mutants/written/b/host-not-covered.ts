import { headerValues } from '../../../reference/core/request/http-message.ts';
import type { Mutant } from '../../mutant.ts';
import { verifyingInstead } from './with-authentication.ts';

export const hostNotCovered: Mutant = {
  id: 'written/host-not-covered',
  fault: 'The host is verified as the service knows its own, whatever the request says.',
  kind: 'written',
  rule: 'signing/header-changed',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => {
    let own: string | undefined;
    return verifyingInstead(parts, (request) => {
      own ??= headerValues(request, 'host')[0];
      const host = own ?? '';
      return {
        ...request,
        headers: request.headers.map(([name, value]): [string, string] => [
          name,
          name.toLowerCase() === 'host' ? host : value,
        ]),
      };
    });
  },
};
