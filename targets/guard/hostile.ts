import type { WireRequest } from '../transport/exchange.ts';
import type { WrittenRequest } from '../transport/prepare-request.ts';
import { SafetyRefusal } from './safety-refusal.ts';

/** In bytes: what a service may have to hold for one request of ours. */
export const MOST_HARMLESS = 1024 * 1024;
const LENGTH = 'content-length';
const CODING = 'transfer-encoding';
const NUMBER = /0x[0-9a-f]+|\d+/gi;
/** A chunk: its size on a line of its own. */
const CHUNK = /\s*(?:0x)?([0-9a-f]+)[^\n]*\n/iy;

/**
 * What of a request could make a service allocate without bound, in words; `null`: nothing. A pooled request declares
 * the length that it has.
 */
export function hostility(
  { headers, body }: Pick<WrittenRequest, 'headers' | 'body'>,
  transport: WireRequest['transport'],
): string | null {
  if (body.byteLength > MOST_HARMLESS) return `the body has ${body.byteLength} bytes`;
  if (transport !== 'raw') return null;
  const head = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (head > MOST_HARMLESS) return `the headers have ${head} bytes`;
  const declared = valuesOf(headers, LENGTH).flatMap((value) => value.match(NUMBER) ?? []);
  const largest = declared.find((length) => Number(length) > MOST_HARMLESS);
  if (largest !== undefined) return `${LENGTH} declares ${largest} bytes`;
  if (valuesOf(headers, CODING).length === 0) return null;
  const size = largeChunk(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'));
  return size === null ? null : `a chunk declares 0x${size} bytes`;
}

/** The size of the first chunk that is too large; `null`: none of those that can be read. */
function largeChunk(body: string): string | null {
  for (let at = 0; ;) {
    CHUNK.lastIndex = at;
    const [line = '', size = ''] = CHUNK.exec(body) ?? [];
    const length = Number.parseInt(size, 16);
    if (length > MOST_HARMLESS) return size;
    if (!(length > 0)) return null;
    at += line.length + length;
  }
}

/** @throws {SafetyRefusal} for what goes out only where its user asked for hostile requests. */
export function refuseHostile(written: WrittenRequest, { transport }: WireRequest): void {
  const why = hostility(written, transport);
  if (why !== null) throw new SafetyRefusal(`${why}, which is sent only with --hostile`);
}

function valuesOf(headers: WrittenRequest['headers'], wanted: string): string[] {
  return headers.filter(([name]) => name.trim().toLowerCase() === wanted).map(([, value]) => value);
}
