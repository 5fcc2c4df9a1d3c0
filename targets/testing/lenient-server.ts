import { brotliDecompressSync, unzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { EDITIONS } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { serveTcp } from './serve.ts';

/** What some server would have done with the bytes of a connection. */
export interface Deed {
  readonly operation: string;
  readonly changes: boolean;
  readonly accounts: readonly string[];
}

/** What came over one connection. */
interface Received {
  bytes: Buffer;
}

export interface LenientServer {
  readonly url: URL;
  readonly connections: readonly Received[];
}

/** Answers everything with `{}` and keeps what came, until the test ends; for tests. */
export async function serveLeniently(): Promise<LenientServer> {
  const connections: Received[] = [];
  return { connections, url: await serveTcp((socket) => receive(socket, connections)) };
}

const ANSWER =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}';

function receive(socket: Socket, connections: Received[]): void {
  const received: Received = { bytes: Buffer.alloc(0) };
  socket.on('data', (chunk) => {
    const first = received.bytes.length === 0;
    received.bytes = Buffer.concat([received.bytes, chunk]);
    if (!first) return;
    connections.push(received);
    socket.write(ANSWER);
    // What still comes is read too.
    setTimeout(() => socket.end(), 5);
  });
}

interface Head {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** How lines end: for strict servers, for most, and for such as split text the way Python does. */
// oxlint-disable-next-line no-control-regex
const LINE_ENDS = [/\r\n/, /\r\n|\n/, /\r\n|[\n\r]/, /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/];
const OPERATIONS = EDITIONS.flatMap((edition) => Object.values(loadContract(edition).operations));

/**
 * Everything that lenient servers would have done with the bytes of a connection, each reading them its own way. Shares no
 * code with the guard.
 */
export function deedsOf(bytes: Buffer): Deed[] {
  const found = new Map<string, Deed>();
  for (const lineEnd of LINE_ENDS) {
    readMessages(bytes.toString('latin1'), lineEnd, 0, (head, body) => {
      for (const deed of carriedOut(head, body)) found.set(JSON.stringify(deed), deed);
    });
  }
  return [...found.values()];
}

const MOST_MESSAGES = 4;

/** Messages one behind the other, wherever the one before may end. */
function readMessages(
  text: string,
  lineEnd: RegExp,
  depth: number,
  onMessage: (head: Head, body: string) => void,
): void {
  if (depth === MOST_MESSAGES) return;
  const given = text.replace(/^\s+/, '');
  const lines: string[] = [];
  let rest = given;
  for (;;) {
    const found = lineEnd.exec(rest);
    if (!found) {
      lines.push(rest);
      rest = '';
      break;
    }
    const line = rest.slice(0, found.index);
    rest = rest.slice(found.index + found[0].length);
    if (line.trim() === '') break;
    lines.push(line);
  }
  const head = headOf(lines);
  if (!head) return;
  for (const [body, next] of bodiesOf(head, rest)) {
    onMessage(head, body);
    if (next.trim() !== '' && next.length < text.length) readMessages(next, lineEnd, depth + 1, onMessage);
  }
}

function headOf([first = '', ...lines]: readonly string[]): Head | null {
  const [method = '', path = ''] = first.trim().split(/\s+/);
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(method) || path === '') return null;
  const headers: [string, string][] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) {
      last[1] += line.trim();
      continue;
    }
    const at = line.indexOf(':');
    if (at > 0)
      headers.push([line.slice(0, at).trim().toLowerCase().replaceAll('_', '-'), line.slice(at + 1).trim()]);
  }
  return { method, path, headers };
}

function valuesOf({ headers }: Head, name: string): string[] {
  return headers.filter(([given]) => given === name).map(([, value]) => value);
}

/** The body with what is left for the next message, for servers that believe each length, chunks, or none of it. */
function bodiesOf(head: Head, rest: string): [string, string][] {
  const lengths = valuesOf(head, 'content-length')
    .flatMap((value) => value.split(','))
    .map((one) => Number.parseInt(one, 10));
  const made: [string, string][] = [
    [rest, ''],
    ['', rest],
  ];
  for (const length of lengths) if (length >= 0) made.push([rest.slice(0, length), rest.slice(length)]);
  if (valuesOf(head, 'transfer-encoding').some((value) => /chunk/i.test(value))) {
    for (const strict of [true, false]) made.push(outOfChunks(rest, strict));
  }
  return made.flatMap(([body, next]) => unpackings(head, body).map((one): [string, string] => [one, next]));
}

function outOfChunks(text: string, strict: boolean): [string, string] {
  let body = '';
  let rest = text;
  for (;;) {
    const line = /^([^\n]*)\n/.exec(rest);
    const size = Number.parseInt(line?.[1] ?? '', 16);
    if (!line || !(size >= 0)) return [body, rest];
    rest = rest.slice(line[0].length);
    if (size === 0) return [body, rest];
    body += rest.slice(0, size);
    rest = rest.slice(size);
    rest = strict ? rest.replace(/^\r?\n/, '') : rest.slice(rest.indexOf('\n') + 1);
  }
}

function unpackings(head: Head, body: string): string[] {
  if (!valuesOf(head, 'content-encoding').some((value) => /gzip|deflate|br/i.test(value))) return [body];
  return [unzipSync, brotliDecompressSync].reduce<string[]>(
    (all, unpack) => {
      try {
        return [...all, unpack(Buffer.from(body, 'latin1')).toString('latin1')];
      } catch {
        return all;
      }
    },
    [body],
  );
}

const OVERRIDES = [
  'x-original-url',
  'x-rewrite-url',
  'x-original-uri',
  'x-forwarded-uri',
  'x-forwarded-path',
  'x-path',
  'x-amz-target',
  'x-target',
  'x-action',
  'x-operation',
];

function carriedOut(head: Head, body: string): Deed[] {
  const texts = [body.replaceAll('\0', ''), Buffer.from(body, 'latin1').toString('utf8')];
  const query = head.path.split('?').slice(1).join('?');
  const names = [
    head.path.split(/[?#]/)[0] ?? '',
    ...OVERRIDES.flatMap((name) => valuesOf(head, name)),
    ...[query, ...texts].flatMap((text) => members(text, ['action', 'operation', 'x-amz-target'])),
  ];
  const accounts = [
    ...[query, ...texts].flatMap((text) => members(text, ['accountid'])),
    ...['x-amz-account-id', 'x-account-id'].flatMap((name) => valuesOf(head, name)),
  ].flatMap((value) => {
    const digits = value.normalize('NFKC').replaceAll(/\D/g, '');
    const number = /^[\d.eE+-]+$/.test(value) ? String(Number(value)) : '';
    return [digits, number].filter((one) => one.length === 12);
  });
  const operations = OPERATIONS.filter(({ name, path }) =>
    names.some((given) =>
      spellings(given).some((one) => one === name.toLowerCase() || one === path.slice(1).toLowerCase()),
    ),
  );
  return operations.map(({ name, changes }) => ({
    operation: name,
    changes: changes !== null,
    accounts: [...new Set(accounts)],
  }));
}

/** The segments of a path, and the parts of a name, decoded as often as somebody may. */
function spellings(given: string): string[] {
  const forms = [given];
  for (let round = 0; round < 3; round += 1) {
    forms.push(
      (forms.at(-1) ?? '').replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    );
  }
  return forms.flatMap((form) =>
    form
      .normalize('NFKC')
      .toLowerCase()
      .split(/[/\\.;?#\0]+/)
      .map((part) => part.replaceAll(/[\s-]/g, '')),
  );
}

/** The values of members in JSON, in forms and in what is nearly either, whichever of several counts. */
function members(text: string, names: readonly string[]): string[] {
  const found: string[] = [];
  const seek = (value: unknown, inside: boolean): void => {
    if (typeof value === 'string' || typeof value === 'number') {
      if (inside) found.push(String(value));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value))
        seek(item, inside || names.includes(key.toLowerCase()));
    }
  };
  const begin = Math.max(0, text.indexOf('{'));
  const ends = [...text.matchAll(/\}/g)].slice(-3).map(({ index }) => index + 1);
  for (const end of [text.length, ...ends]) {
    try {
      seek(JSON.parse(text.slice(begin, end)), false);
    } catch {
      // A strict server reads nothing.
    }
  }
  for (const form of [text, decodeForm(text)]) {
    for (const [key, value] of new URLSearchParams(form))
      if (names.includes(key.toLowerCase())) found.push(value);
  }
  // The first of members that stand there twice, or a body that is cut off.
  for (const [, key = '', value = ''] of text.matchAll(
    /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.+-]+)/g,
  )) {
    if (names.includes(plain(`"${key}"`).toLowerCase())) found.push(plain(value));
  }
  return found;
}

function plain(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replaceAll('"', '');
  }
}

function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
