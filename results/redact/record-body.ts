import type { RecordedBody } from '../record.ts';

const LIMIT = 64 * 1024;

/** Bytes as text where they are UTF-8, base64 otherwise; what is beyond `limit` bytes is left out. */
export function recordBody(bytes: Uint8Array, limit = LIMIT): RecordedBody {
  const truncated = bytes.byteLength > limit;
  const kept = bytes.subarray(0, limit);
  const text = asUtf8(kept, truncated);
  return text === null
    ? { text: Buffer.from(kept).toString('base64'), encoding: 'base64', bytes: bytes.byteLength, truncated }
    : { text, encoding: 'utf8', bytes: bytes.byteLength, truncated };
}

/** `cut`: the last character may be incomplete, and is then left out. */
function asUtf8(bytes: Uint8Array, cut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}
