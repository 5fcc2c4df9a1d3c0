import * as fc from 'fast-check';
import type { Wire } from '../../spec/contract.ts';
import {
  ACCEPTED,
  httpAnomaly,
  NO_CRASH,
  withHeader,
  type HttpAnomaly,
  type HttpRequest,
} from './http-anomaly.ts';

const NAME = 'x-extra';
/** Bytes of one header value; servers commonly stop at 8 or 16 KiB for all. */
const LENGTHS = [1000, 4000, 20_000];

/** Accept in every form, and headers that a service has no use for. */
export function headers(wire: Wire): readonly HttpAnomaly[] {
  const accept = (
    id: string,
    title: string,
    kind: Parameters<typeof httpAnomaly>[2],
    values: readonly string[],
  ) =>
    httpAnomaly(`accept-${id}`, title, kind, (valid) =>
      fc.constantFrom(...values).map((value) => withHeader(valid, 'accept', value)),
    );
  return [
    accept('anything', 'Accept is */*', ACCEPTED('must'), ['*/*']),
    accept('json', 'Accept names JSON', ACCEPTED('should', 'accept'), [
      wire.contentType,
      'application/*',
      `text/html;q=0.5, ${wire.contentType}`,
      `${wire.contentType};q=0.1, */*;q=0.01`,
    ]),
    accept('other', 'Accept names another format only', ACCEPTED('contested', 'accept'), [
      'text/html',
      'application/xml',
      'image/png',
      `${wire.contentType};q=0`,
    ]),
    accept('malformed', 'Accept is malformed', NO_CRASH('accept'), ['', ';', 'q=1', '/', ',,,']),
    httpAnomaly('header-empty', 'An unknown header is empty', NO_CRASH(), (valid) =>
      fc.constantFrom('', ' ').map((value) => withHeader(valid, NAME, value)),
    ),
    httpAnomaly('header-long', 'An unknown header is long', NO_CRASH('size'), (valid) =>
      fc.constantFrom(...LENGTHS).map((length) => withHeader(valid, NAME, 'a'.repeat(length))),
    ),
    httpAnomaly('header-many', 'There are many unknown headers', NO_CRASH('size'), (valid) =>
      fc.integer({ min: 20, max: 90 }).map((count) => ({
        ...valid,
        headers: [
          ...valid.headers,
          ...Array.from({ length: count }, (_, at) => [`${NAME}-${at}`, 'a'] as const),
        ],
      })),
    ),
    httpAnomaly('header-duplicated', 'An unknown header occurs twice', NO_CRASH(), (valid) =>
      fc.constantFrom('a', 'b').map((second) =>
        raw(valid, [
          [NAME, 'a'],
          [NAME, second],
        ]),
      ),
    ),
    httpAnomaly(
      'header-non-ascii',
      'An unknown header holds bytes beyond ASCII',
      NO_CRASH('framing'),
      (valid) =>
        fc.constantFrom('\u00e9', '\u00ff\u00fe', 'na\u00efve').map((value) => raw(valid, [[NAME, value]])),
    ),
    httpAnomaly('header-name-case', 'Header names are in capitals', ACCEPTED('must'), (valid) =>
      fc.constant({
        ...valid,
        headers: valid.headers.map(([name, value]) => [name.toUpperCase(), value] as const),
        transport: 'raw',
      }),
    ),
    httpAnomaly(
      'connection-close',
      'The client closes the connection afterwards',
      ACCEPTED('must'),
      (valid) => fc.constant(raw(withHeader(valid, 'connection', null), [['connection', 'close']])),
    ),
    httpAnomaly(
      'content-encoding',
      'The body claims to be compressed and is not',
      NO_CRASH('body', 'content-type'),
      (valid) =>
        fc
          .constantFrom('gzip', 'br', 'identity', 'unknown')
          .map((value) => withHeader(valid, 'content-encoding', value)),
    ),
  ];
}

function raw(request: HttpRequest, added: readonly (readonly [string, string])[]): HttpRequest {
  return { ...request, headers: [...request.headers, ...added], transport: 'raw' };
}
