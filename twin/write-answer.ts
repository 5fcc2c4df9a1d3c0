import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { JsonObject, Json } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import type { Refusal } from './refusal.ts';

const MEDIA_TYPES: Readonly<Record<Dialect['mediaType'], string>> = {
  json: 'application/json',
  charset: 'application/json;charset=UTF-8',
  'amz-json': 'application/x-amz-json-1.1',
};
const NAMESPACE = 'com.amazonaws.account#';
const URI = ':http://internal.amazon.com/coral/com.amazonaws.account/';
let answers = 0;

/** Sends an output, `null` where a success has none. */
export function writeSuccess(response: ServerResponse, output: JsonObject | null, choices: Dialect): void {
  if (output) return write(response, 200, {}, formatJson(output, choices.json), choices);
  const { emptySuccess } = choices;
  if (emptySuccess === 'object') return write(response, 200, {}, '{}', choices);
  write(response, 200, {}, '', choices, emptySuccess === 'empty-typed');
}

export function writeRefusal(response: ServerResponse, refusal: Refusal, choices: Dialect): void {
  const { header, body } = namePlaces(refusal.errorName, choices.errorName);
  const { messageMember, errorExtras } = choices;
  const json = {
    ...body,
    ...(messageMember === 'Message' ? {} : { message: refusal.message }),
    ...(messageMember === 'message' ? {} : { Message: refusal.message }),
    ...refusal.detail,
    ...(errorExtras === 'some' ? { Type: 'User', documentation: null, trace: ['a', { b: 1 }] } : {}),
  };
  const headers = header === undefined ? {} : { 'x-amzn-ErrorType': header };
  write(response, refusal.status, headers, formatJson(json, choices.json), choices);
}

/** The other protocol's answer. */
export function writeXml(response: ServerResponse, action: string): void {
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(`<${action}Response><${action}Result/></${action}Response>`);
}

function namePlaces(
  name: string | null,
  how: Dialect['errorName'],
): { readonly header?: string; readonly body: JsonObject } {
  if (name === null) return { body: {} };
  switch (how) {
    case 'header':
      return { header: name, body: {} };
    case 'header-with-uri':
      return { header: `${name}${URI}`, body: {} };
    case 'header-namespaced':
      return { header: `${NAMESPACE}${name}`, body: {} };
    case 'header-and-type':
      return { header: name, body: { __type: `${NAMESPACE}${name}` } };
    case 'type':
      return { body: { __type: name } };
    case 'type-namespaced':
      return { body: { __type: `${NAMESPACE}${name}` } };
    case 'code':
      return { body: { code: name } };
    case 'code-with-uri':
      return { body: { code: `${NAMESPACE}${name}${URI}` } };
  }
}

function write(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  choices: Dialect,
  isTyped = body !== '',
): void {
  const bytes = Buffer.from(body);
  answers += 1;
  const requestIds = { uuid: randomUUID(), counter: `request-${answers}`, none: undefined };
  const requestId = requestIds[choices.requestId];
  response.writeHead(status, {
    ...headers,
    ...(isTyped ? { 'Content-Type': MEDIA_TYPES[choices.mediaType] } : {}),
    ...(requestId === undefined ? {} : { 'x-amzn-RequestId': requestId }),
    ...(choices.framing === 'length' ? { 'Content-Length': bytes.length } : {}),
    ...(choices.framing === 'close' ? { Connection: 'close' } : {}),
    ...(choices.extraHeaders === 'some' ? { 'X-Amz-Apigw-Id': 'twin=', 'Set-Cookie': ['a=1', 'b=2'] } : {}),
  });
  if (choices.framing === 'one-byte-chunks') for (const byte of bytes) response.write(Buffer.from([byte]));
  else response.write(bytes);
  response.end();
}

/** One value, written as differently as JSON allows. */
function formatJson(value: Json, how: Dialect['json']): string {
  switch (how) {
    case 'compact':
      return JSON.stringify(value);
    case 'pretty':
      return `\n${JSON.stringify(value, null, '\t')}\r\n`;
    case 'reversed':
      return JSON.stringify(reversed(value));
    case 'escaped':
      return JSON.stringify(value).replaceAll(/[\u0080-\uffff/]/g, escaped);
  }
}

function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as Json[]).map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

function escaped(unit: string): string {
  return unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
