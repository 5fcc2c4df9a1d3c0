import { headerValues } from '../../reference/core/request/http-message.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const sdkRequestsCrash: Mutant = {
  id: 'broad/sdk-requests-crash',
  fault: 'A header that only the official SDK sends ends in a server error.',
  kind: 'written',
  rule: 'sdk/operation/GetAlternateContact',
  also: ['sdk/*'],
  compose: (parts) => ({
    ...parts,
    route: (request, all) => {
      if (headerValues(request, 'amz-sdk-invocation-id').length > 0)
        throw new Refusal(all.errorNames.internal, 'The service failed.');
      return parts.route(request, all);
    },
  }),
};
