import { createHmac, hash } from 'node:crypto';

/** HMAC-SHA256 of a text in UTF-8, in hexadecimal. */
export type Sign = (text: string) => string;

const MOST_KEYS = 100;
const keys = new Map<string, Sign>();

/** What signs with the Signature Version 4 key of a secret for one day, region and service; `day` as YYYYMMDD. */
export function signingKey(secret: string, day: string, region: string, service: string): Sign {
  const name = `${day}\n${region}\n${service}\n${secret}`;
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const sign = signerOf(
    [day, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`)),
  );
  keys.set(name, sign);
  return sign;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

const BLOCK = 64;
const DIGEST = 32;
/** In characters, of three bytes at most. */
const LONGEST_TEXT = 512;

/** HMAC as RFC 2104 makes it of two digests: a context for each text, as node:crypto has it, takes twice as long. */
function signerOf(key: Buffer): Sign {
  const inner = Buffer.alloc(BLOCK + 3 * LONGEST_TEXT, 0x36);
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c);
  for (const [at, byte] of key.entries()) {
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  return (text) => {
    if (text.length > LONGEST_TEXT) return hmac(key, text).toString('hex');
    const end = BLOCK + inner.write(text, BLOCK);
    // As text: memory of its own for each digest takes longer than the digest.
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), BLOCK, 'binary');
    return hash('sha256', outer);
  };
}
