import { headerValues } from '../../../reference/core/request/http-message.ts';
import type { Mutant } from '../../mutant.ts';

export const unsignedPayloadAccepted: Mutant = {
  id: 'written/unsigned-payload-accepted',
  fault: 'As for objects in S3, a header may say that the body is not signed: then nothing is verified.',
  kind: 'written',
  rule: 'signing/body-changed',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      const unsigned = headerValues(request, 'x-amz-content-sha256').includes('UNSIGNED-PAYLOAD');
      const { options } = all;
      const verifySignatures = options.verifySignatures && !unsigned;
      return parts.authenticate(request, { ...all, options: { ...options, verifySignatures } });
    },
  }),
};
