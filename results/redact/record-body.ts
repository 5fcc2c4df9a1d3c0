import type { RecordedBody } from '../record.ts';

const LIMIT = 64 * 1024;
/** Of a body that is read for what may not be shown: as much again, for what is taken out may be long. */
const READ = 2;

/** Bytes as text where they are UTF-8, base64 otherwise; what is beyond `limit` bytes is left out. */
export function recordBody(bytes: Uint8Array, limit = LIMIT): RecordedBody {
  const truncated = bytes.byteLength > limit;
  const kept = bytes.subarray(0, limit);
  const text = asUtf8(kept, truncated);
  return text === null
    ? { text: Buffer.from(kept).toString('base64'), encoding: 'base64', bytes: bytes.byteLength, truncated }
    : { text, encoding: 'utf8', bytes: bytes.byteLength, truncated };
}

/** The same, without what `shown` takes out of its text, or of its bytes read one by one. */
export function redactedBody(
  bytes: Uint8Array,
  shown: (text: string) => string,
  { limit = LIMIT, of = bytes.byteLength }: { limit?: number; of?: number } = {},
): RecordedBody {
  const read = bytes.subarray(0, limit * READ);
  const text = asUtf8(read, read.byteLength < bytes.byteLength);
  const encoding = text === null ? 'latin1' : 'utf8';
  const before = text ?? Buffer.from(read).toString('latin1');
  const after = shown(before);
  const recorded = recordBody(after === before ? bytes : Buffer.from(after, encoding), limit);
  return { ...recorded, bytes: of, truncated: recorded.truncated || read.byteLength < bytes.byteLength };
}

/** A record without what `shown` takes out. */
export function redactRecorded(body: RecordedBody, shown: (text: string) => string): RecordedBody {
  if (body.encoding === 'utf8') return { ...body, text: shown(body.text) };
  const before = Buffer.from(body.text, 'base64').toString('latin1');
  const after = shown(before);
  return after === before ? body : { ...body, text: Buffer.from(after, 'latin1').toString('base64') };
}

/** `cut`: the last character may be incomplete, and is then left out. */
function asUtf8(bytes: Uint8Array, cut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}
