import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const MOST_KEYS = 100;
const keys = new Map<string, KeyObject>();

/** The Signature Version 4 key of a secret for one day, region and service; `day` as YYYYMMDD. Kept once derived. */
export function signingKey(secret: string, day: string, region: string, service: string): KeyObject {
  const name = `${day}\n${region}\n${service}\n${secret}`;
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  // Of bytes, a key object would be made for each signature, which takes longer than the signature itself.
  const key = createSecretKey(
    [day, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`)),
  );
  keys.set(name, key);
  return key;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
