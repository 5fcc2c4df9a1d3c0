import { gzipSync } from 'node:zlib';
import type { ServiceResponse } from '../../reference/core/request/http-message.ts';
import type { Compose, Mutant } from '../mutant.ts';
import { rewriteError, rewriteSuccess, withHeader } from '../operators/rewrite-response.ts';

const MARK = Buffer.of(0xef, 0xbb, 0xbf);

export const plainBodyMutants: readonly Mutant[] = [
  {
    id: 'written/answers-compressed',
    fault: 'Every answer is compressed, whether or not the request asks for that.',
    kind: 'written',
    rule: 'wire/uncompressed',
    because: 'content-encoding: gzip',
    compose: rewriteBody((response) =>
      withHeader({ ...response, body: gzipSync(response.body) }, 'content-encoding', 'gzip'),
    ),
  },
  {
    id: 'written/answers-with-byte-order-mark',
    fault: 'The body of every answer begins with a byte order mark.',
    kind: 'written',
    rule: 'wire/no-byte-order-mark',
    because: 'byte order mark',
    compose: rewriteBody((response) => ({ ...response, body: Buffer.concat([MARK, response.body]) })),
  },
];

/** Changes every answer that has a body. */
function rewriteBody(change: (response: ServiceResponse) => ServiceResponse): Compose {
  const changed = (response: ServiceResponse) => (response.body.length === 0 ? response : change(response));
  const [success, error] = [rewriteSuccess(null, changed), rewriteError(changed)];
  return (parts) => error(success(parts));
}
