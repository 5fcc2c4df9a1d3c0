import { createHash, createHmac } from 'node:crypto';
import { canonicalRequest } from '../../../reference/signing/canonical-request.ts';
import { headerValues } from '../../../reference/core/request/http-message.ts';
import { readSignature } from '../../../reference/signing/read-signature.ts';
import type { Mutant } from '../../mutant.ts';

const HASH_LENGTH = 64;

export const statedBodyHashTrusted: Mutant = {
  id: 'written/stated-body-hash-trusted',
  fault: 'A hash that the request states is taken for that of the body, which is not covered then.',
  kind: 'written',
  rule: 'signing/body-changed',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      const { credentials, signing } = all.options;
      const [stated] = headerValues(request, 'x-amz-content-sha256');
      const { credential, signature, signedHeaders, timestamp } = readSignature(request, signing);
      const known = credentials.find(({ accessKeyId }) => accessKeyId === credential[0]);
      if (stated === undefined || !known) return parts.authenticate(request, all);
      const canonical = canonicalRequest(request, signedHeaders.split(';')).slice(0, -HASH_LENGTH) + stated;
      const [, ...scope] = credential;
      const key = scope.reduce<Buffer>(
        (secret, part) => createHmac('sha256', secret).update(part).digest(),
        Buffer.from(`AWS4${known.secretAccessKey}`),
      );
      const hash = createHash('sha256').update(canonical).digest('hex');
      const text = [signing.algorithm, timestamp, scope.join('/'), hash].join('\n');
      const expected = createHmac('sha256', key).update(text).digest('hex');
      return expected === signature ? known.accountId : parts.authenticate(request, all);
    },
  }),
};
