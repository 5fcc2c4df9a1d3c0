import { protocol } from '../source.ts';
import type { Invariant } from './invariant.ts';

/** What reads an answer unpacks it and skips the mark, so that nothing else is broken by either. */

export const uncompressed: Invariant = {
  id: 'wire/uncompressed',
  level: 'should',
  since: '0.1.0',
  statement: 'An answer is not compressed, since no request asks for that.',
  source: protocol('RFC 9110, content coding') + '; live: all responses',
  expected: 'a body without content coding',
  applies: ({ exchange: { response } }) => response !== null && response.body.length > 0,
  check({ content }) {
    return content === null || content.codings.length === 0
      ? null
      : `the body is compressed (content-encoding: ${content.codings.join(', ')}), which the request did not ask for`;
  },
};

export const noByteOrderMark: Invariant = {
  id: 'wire/no-byte-order-mark',
  level: 'should',
  since: '0.1.0',
  statement: 'The JSON text of an answer does not begin with a byte order mark.',
  source: protocol('RFC 8259, character encoding') + '; live: all responses',
  expected: 'a JSON text without a byte order mark',
  applies: (answer) => answer.body !== undefined,
  check: ({ content }) =>
    content?.hasByteOrderMark
      ? 'the body begins with a byte order mark, which many clients cannot read'
      : null,
};
