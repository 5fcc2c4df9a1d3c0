import type { WireRequest } from '../transport/exchange.ts';
import { brotliDecompressSync, unzipSync } from 'node:zlib';
import { headerValue } from '../transport/header-list.ts';

/**
 * Every value that some reader could take for this member of the input, at any depth and in any case: of the parsed
 * body, of its bytes where they are no JSON or hold the member twice, and of the query.
 */
export function valuesNamed(request: WireRequest, member: string): string[] {
  const texts = bodyReadings(request);
  const values = [...texts, percentDecoded(request.target)].flatMap((text) =>
    lexicalValues(unescaped(text), member),
  );
  return [...new Set([...values, ...texts.flatMap((text) => parsedValues(text, member))])];
}

/** As it is where it cannot be decoded. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A name, its separator, and the text up to the next one. */
function lexicalValues(text: string, member: string): string[] {
  const pattern = new RegExp(`${member}["']?\\s*[:=]\\s*("[^"]*"|'[^']*'|[^\\s,;&}\\]]+)`, 'gi');
  return [...text.matchAll(pattern)].map(([, value = '']) => value.replaceAll(/^["']|["']$/g, ''));
}

function parsedValues(text: string, member: string): string[] {
  try {
    return below(JSON.parse(text), member.toLowerCase());
  } catch {
    return [];
  }
}

/** The scalars that stand at or below the member, however deep. */
function below(root: unknown, member: string): string[] {
  const found: string[] = [];
  const waiting: { value: unknown; inside: boolean }[] = [{ value: root, inside: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, inside } = next;
    if (typeof value !== 'object' || value === null) {
      if (inside) found.push(String(value));
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      waiting.push({ value: item, inside: inside || key.toLowerCase() === member });
    }
  }
  return found;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** No body of ours is larger; a bomb of somebody else's is not read. */
const LARGEST = 64 * 1024 * 1024;

/** The body as every text that a service could read it as: with its framing or without, unpacked, in UTF-8, Latin-1 or UTF-16. */
export function bodyReadings({ body, headers }: Pick<WireRequest, 'body' | 'headers'>): string[] {
  const bytes = Buffer.from(body);
  const chunked = /chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '');
  const packed = headerValue(headers, 'content-encoding') !== undefined;
  const framed = chunked ? [bytes, unframed(bytes)] : [bytes];
  const all = packed ? framed.flatMap((one) => [one, ...unpacked(one)]) : framed;
  // Without the zero bytes, UTF-16 reads like Latin-1.
  const texts = all.flatMap((one) => [one.toString('utf8'), one.toString('latin1').replaceAll('\0', '')]);
  return [...new Set(texts)];
}

/** The contents of the chunks one after another; as far as they can be read. */
function unframed(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, end === -1 ? undefined : end), 16);
    if (end === -1 || !(size > 0)) break;
    parts.push(bytes.subarray(end + 1, end + 1 + size));
    at = bytes.indexOf('\n', end + 1 + size) + 1;
    if (at === 0) break;
  }
  return Buffer.concat(parts);
}

function unpacked(bytes: Buffer): Buffer[] {
  return [unzipSync, brotliDecompressSync].flatMap((unpack) => {
    try {
      return [unpack(bytes, { maxOutputLength: LARGEST })];
    } catch {
      return [];
    }
  });
}
