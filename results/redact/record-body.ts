import type { RecordedBody } from '../record.ts';
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';

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

/** What a bomb would become is not read. */
const LARGEST = 1024 * 1024;
const LAYERS = 3;

interface Packing {
  readonly magic: readonly number[] | null;
  unpack(bytes: Uint8Array, options: { maxOutputLength: number }): Buffer;
}

// A stream that was cut short is read as far as it goes.
const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, ZSTD_e_flush } = constants;

/** By content coding. Some show what they are by their first bytes, whatever the header says. */
const PACKINGS: Readonly<Record<string, Packing>> = {
  gzip: {
    magic: [0x1f, 0x8b],
    unpack: (bytes, options) => gunzipSync(bytes, { ...options, finishFlush: Z_SYNC_FLUSH }),
  },
  zstd: {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    unpack: (bytes, options) => zstdDecompressSync(bytes, { ...options, finishFlush: ZSTD_e_flush }),
  },
  deflate: {
    magic: [0x78],
    unpack: (bytes, options) => inflateSync(bytes, { ...options, finishFlush: Z_SYNC_FLUSH }),
  },
  'deflate-raw': {
    magic: null,
    unpack: (bytes, options) => inflateRawSync(bytes, { ...options, finishFlush: Z_SYNC_FLUSH }),
  },
  br: {
    magic: null,
    unpack: (bytes, options) =>
      brotliDecompressSync(bytes, { ...options, finishFlush: BROTLI_OPERATION_FLUSH }),
  },
};

/**
 * What a packed body holds, so that nothing hides in it; `null`: it is not packed. A record shows this instead of
 * the bytes.
 */
export function unpackedBody(bytes: Uint8Array, contentEncoding: string | undefined): Uint8Array | null {
  let inner = bytes;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const next = unpackedOnce(inner, contentEncoding ?? '');
    if (next === null) break;
    inner = next;
  }
  return inner === bytes ? null : inner;
}

function unpackedOnce(bytes: Uint8Array, contentEncoding: string): Uint8Array | null {
  if (bytes.byteLength === 0) return null;
  const named = contentEncoding.toLowerCase();
  for (const [name, { magic, unpack }] of Object.entries(PACKINGS)) {
    const shows = magic?.every((byte, at) => bytes[at] === byte) ?? false;
    if (!shows && !named.includes(name.replace('-raw', ''))) continue;
    try {
      const found = unpack(bytes, { maxOutputLength: LARGEST });
      if (found.byteLength > 0) return found;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return Buffer.from(TOO_LARGE);
    }
  }
  return null;
}

const TOO_LARGE = `[more than ${LARGEST} bytes, when unpacked]`;
