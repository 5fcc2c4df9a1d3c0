import * as fc from 'fast-check';
import type { Wire } from '../../spec/contract.ts';
import { ACCEPTED, httpAnomaly, NO_CRASH, REFUSED, withHeader, type HttpAnomaly } from './http-anomaly.ts';

const NAME = 'content-type';
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
    raw = false,
  ): HttpAnomaly =>
    httpAnomaly(`content-type-${id}`, title, kind, (valid) =>
      fc.constantFrom(...values).map((value) => ({
        ...withHeader(valid, NAME, value),
        ...(raw ? { transport: 'raw' as const } : {}),
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
    set('missing', 'There is no content type', ACCEPTED('contested', 'content-type'), [null], true),
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
            ? [[NAME, second] as const, ...valid.headers]
            : [...valid.headers, [NAME, second] as const],
          transport: 'raw',
        })),
    ),
  ];
}
