import * as fc from 'fast-check';
import type { Wire } from '../../spec/contract.ts';
import {
  ACCEPTED,
  httpAnomaly,
  NO_CRASH,
  withHeader,
  type HttpAnomaly,
  type HttpRequest,
  REFUSED,
} from './http-anomaly.ts';

const EXTRA = 'x-extra';
/** Bytes of one header value; servers commonly stop at 8 or 16 KiB for all. */
const LENGTHS = [1000, 4000, 20_000];
const CONTENT_TYPE = 'content-type';

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
      fc.constantFrom('', ' ').map((value) => withHeader(valid, EXTRA, value)),
    ),
    httpAnomaly('header-long', 'An unknown header is long', NO_CRASH('size'), (valid) =>
      fc.constantFrom(...LENGTHS).map((length) => withHeader(valid, EXTRA, 'a'.repeat(length))),
    ),
    httpAnomaly('header-many', 'There are many unknown headers', NO_CRASH('size'), (valid) =>
      fc.integer({ min: 20, max: 90 }).map((count) => ({
        ...valid,
        headers: [
          ...valid.headers,
          ...Array.from({ length: count }, (_, at) => [`${EXTRA}-${at}`, 'a'] as const),
        ],
      })),
    ),
    httpAnomaly('header-duplicated', 'An unknown header occurs twice', NO_CRASH(), (valid) =>
      fc.constantFrom('a', 'b').map((second) =>
        raw(valid, [
          [EXTRA, 'a'],
          [EXTRA, second],
        ]),
      ),
    ),
    httpAnomaly(
      'header-non-ascii',
      'An unknown header holds bytes beyond ASCII',
      NO_CRASH('framing'),
      (valid) =>
        fc.constantFrom('\u00e9', '\u00ff\u00fe', 'na\u00efve').map((value) => raw(valid, [[EXTRA, value]])),
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

const WRONG = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/cbor',
  'application/jsonx',
  'application',
  'json',
];

/** The content type in every form that a client may send. */
export function contentTypes(wire: Wire): readonly HttpAnomaly[] {
  const set = (
    id: string,
    title: string,
    kind: Parameters<typeof httpAnomaly>[2],
    values: readonly (string | null)[],
    isRaw = false,
  ): HttpAnomaly =>
    httpAnomaly(`content-type-${id}`, title, kind, (valid) =>
      fc.constantFrom(...values).map((value) => ({
        ...withHeader(valid, CONTENT_TYPE, value),
        ...(isRaw ? { transport: 'raw' as const } : {}),
      })),
    );
  const usual = wire.contentType;
  const others = wire.jsonMediaTypes.filter((type) => type !== usual);
  return [
    set('charset', 'The content type names UTF-8', ACCEPTED('must'), [
      `${usual}; charset=utf-8`,
      `${usual};charset=UTF-8`,
      `${usual}; charset="utf-8"`,
    ]),
    set('other-charset', 'The content type names another charset', ACCEPTED('contested', 'content-type'), [
      `${usual}; charset=iso-8859-1`,
      `${usual}; charset=utf-16`,
      `${usual}; charset=unknown`,
    ]),
    set('parameter', 'The content type has an unknown parameter', ACCEPTED('contested', 'content-type'), [
      `${usual}; version=1`,
      `${usual};`,
      `${usual}; charset=utf-8; a=b`,
    ]),
    set('case', 'The content type is in another case', ACCEPTED('should', 'content-type'), [
      usual.toUpperCase(),
      usual.replaceAll(/\b\w/gu, (letter) => letter.toUpperCase()),
    ]),
    set('json-dialect', 'Another JSON media type of AWS', ACCEPTED('contested', 'content-type'), others),
    set('wrong', 'The content type is not JSON', REFUSED('should', 'content-type'), WRONG),
    set(
      'json-suffix',
      'The content type is another format that is written in JSON',
      REFUSED('should', 'content-type'),
      ['application/hal+json', 'application/ld+json', 'application/problem+json'],
    ),
    set('missing', 'The content type is missing', ACCEPTED('contested', 'content-type'), [null], true),
    set('empty', 'The content type is empty', ACCEPTED('contested', 'content-type'), ['', ' '], true),
    set(
      'malformed',
      'The content type is not a media type',
      NO_CRASH('content-type'),
      ['/', ';', ',', '\t', `${usual}, ${usual}`, '*/*'],
      true,
    ),
    httpAnomaly(
      'content-type-duplicated',
      'There are two content types',
      NO_CRASH('content-type', 'framing'),
      (valid) =>
        fc.tuple(fc.constantFrom(usual, ...WRONG), fc.boolean()).map(([second, first]) => ({
          ...valid,
          headers: first
            ? [[CONTENT_TYPE, second] as const, ...valid.headers]
            : [...valid.headers, [CONTENT_TYPE, second] as const],
          transport: 'raw',
        })),
    ),
  ];
}
