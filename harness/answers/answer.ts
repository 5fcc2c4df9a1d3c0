import type { Contract, Wire } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Exchange, WireResponse } from '../../targets/transport/exchange.ts';
import { type Content, readContent } from '../../targets/transport/readable-body.ts';
import { inDocumentedCase } from './documented-case.ts';
import { headerValue } from '../../targets/transport/header-list.ts';

/** A response as a client reads it: `null` where the place is empty. */
export interface Answer {
  readonly exchange: Exchange;
  /** `null`: no whole response came. */
  readonly status: number | null;
  /** `null`: no whole response came. */
  readonly content: Content | null;
  /** Parsed JSON; `undefined` where the body is no JSON text in UTF-8, or nests deeper than anything that is read. */
  readonly body: Json | undefined;
  /** Of what the body holds, as all that is read of it. */
  readonly bodyBytes: number;
  /** The error's name as a client finds it, on any status but a success. */
  readonly error: string | null;
  readonly message: string | null;
  readonly reason: string | null;
  /** The body of a success, where it is a JSON object; what it may hold in another case is in the documented one. */
  readonly output: JsonObject | null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads an exchange as a client of the contract's protocol would. */
export function readAnswer(exchange: Exchange, contract: Contract): Answer {
  const response = exchange.response;
  if (!response) {
    return {
      exchange,
      status: null,
      content: null,
      body: undefined,
      bodyBytes: 0,
      ...NO_ERROR,
      output: null,
    };
  }
  const content = readContent(response);
  const body = parseBody(content.bytes);
  const object = asObject(body);
  const success = response.status >= 200 && response.status < 300;
  const { error, message, reason } = success ? NO_ERROR : readError(response, object, contract.wire);
  return {
    exchange,
    status: response.status,
    content,
    body,
    bodyBytes: content.bytes.length,
    error,
    message,
    reason,
    output: success ? outputOf(object, exchange, contract) : null,
  };
}

function outputOf(
  body: JsonObject | null,
  { request }: Exchange,
  { operations }: Contract,
): JsonObject | null {
  const shape = request.operation === null ? undefined : operations[request.operation]?.output;
  return body && shape ? asObject(inDocumentedCase(shape, body)) : body;
}

const NO_ERROR = { error: null, message: null, reason: null };

function readError(response: WireResponse, body: JsonObject | null, wire: Wire) {
  return {
    error: errorName(response, body, wire),
    message: firstText(body, wire.messageMembers),
    reason: firstText(body, ['reason']),
  };
}

function errorName(response: WireResponse, body: JsonObject | null, wire: Wire): string | null {
  const raw = headerValue(response.headers, wire.errorHeader) ?? firstText(body, wire.errorBodyMembers);
  return raw === null || raw === undefined ? null : bareErrorName(raw);
}

/** Cut at the first `:` or `,`, keeping what follows `#`. */
export function bareErrorName(raw: string): string | null {
  const [cut = ''] = raw.split(/[:,]/, 1);
  const name = cut.slice(cut.lastIndexOf('#') + 1).trim();
  return name === '' ? null : name;
}

export function parseBody(bytes: Uint8Array): Json | undefined {
  // Many successes: the error of the parser would cost more than all else that is done with the answer.
  if (bytes.length === 0 || nestsTooDeep(bytes)) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

/** No answer of the contract nests deeper than a few levels; what walks through one must not run out of stack. */
const DEEPEST = 1000;
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

function nestsTooDeep(bytes: Uint8Array): boolean {
  // Each level takes a byte to open and one to close.
  if (bytes.length <= 2 * DEEPEST) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}

/** The value, where it is a JSON object. */
export function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

function firstText(body: JsonObject | null, members: readonly string[]): string | null {
  for (const member of members) {
    const value = body?.[member];
    if (typeof value === 'string') return value;
  }
  return null;
}
