import { createHash, createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { SigningSpec } from '../../spec/load-signing.ts';
import { canonicalRequest } from './canonical-request.ts';
import type { ServiceRequest } from '../core/request/http-message.ts';
import type { ServiceCredential, ServiceParts } from '../core/service-parts.ts';
import { signingRefusal, readSignature, type SignatureFields } from './read-signature.ts';

/**
 * Checks a Signature Version 4 in header or query form against the credential of its access key; `now` in
 * milliseconds since 1970. Refuses with the name that spec/signing.yaml gives the cause.
 */
function verifySignature(
  request: ServiceRequest,
  fields: SignatureFields,
  credential: ServiceCredential,
  signing: SigningSpec,
  now: number,
): void {
  const signedHeaders = fields.signedHeaders.split(';');
  const time = signedAt(fields.timestamp);
  const wellFormed =
    fields.algorithm === signing.algorithm &&
    fields.credential.length === 5 &&
    signedHeaders.includes('host') &&
    fields.signature !== '' &&
    time !== null;
  if (!wellFormed)
    throw signingRefusal(signing, 'malformed-header', 'The signature is incomplete or malformed.');
  checkTime(fields, time, signing, now);
  checkScope(fields, time, signing);
  if ((credential.sessionToken ?? null) !== fields.sessionToken) {
    const cause = fields.sessionToken === null ? 'missing-token' : 'wrong-token';
    throw signingRefusal(signing, cause, 'The session token is not the one of the access key.');
  }
  const expected = signatureOf(request, signedHeaders, fields.credential, time, credential, signing);
  if (!equal(expected, fields.signature))
    throw signingRefusal(signing, 'wrong-signature', 'The signature does not match the request.');
}

/** The signature in hexadecimal digits that a request must have; `time` in milliseconds since 1970. */
export function signatureOf(
  request: ServiceRequest,
  signedHeaders: readonly string[],
  [, ...scope]: readonly string[],
  time: number,
  { secretAccessKey }: ServiceCredential,
  { algorithm }: SigningSpec,
): string {
  const hash = createHash('sha256').update(canonicalRequest(request, signedHeaders)).digest('hex');
  const text = [algorithm, isoBasic(time), scope.join('/'), hash].join('\n');
  return createHmac('sha256', signingKey(secretAccessKey, scope)).update(text).digest('hex');
}

const MOST_KEYS = 100;
const keys = new Map<string, KeyObject>();

/** The key of a secret and a scope. Kept, since a day's requests share it and deriving it costs more than the rest. */
function signingKey(secret: string, scope: readonly string[]): KeyObject {
  const name = [secret, ...scope].join('\n');
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = createSecretKey(scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`)));
  keys.set(name, key);
  return key;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}

const MS_PER_SECOND = 1000;
const ISO_BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** When a request was signed, in milliseconds since 1970; `null`: not a time. Takes X-Amz-Date's form and HTTP dates. */
export function signedAt(timestamp: string): number | null {
  const time = Date.parse(timestamp.replace(ISO_BASIC, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isNaN(time) ? null : time;
}

/** A time (milliseconds since 1970) in the form of X-Amz-Date. */
function isoBasic(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** Refuses a signature from too far in the past or the future, and one whose own, shorter time limit has passed. */
function checkTime(fields: SignatureFields, time: number, signing: SigningSpec, now: number): void {
  const skew = signing.skewSeconds.documented * MS_PER_SECOND;
  const expires = fields.expires === '' ? skew : Number(fields.expires) * MS_PER_SECOND;
  if (Number.isNaN(expires))
    throw signingRefusal(signing, 'malformed-header', 'X-Amz-Expires is not a number.');
  if (now - time >= Math.min(skew, expires))
    throw signingRefusal(signing, 'date-past', 'The signature has expired.');
  if (time - now >= skew) throw signingRefusal(signing, 'date-future', 'The signature is not valid yet.');
}

/** Refuses a signature for another day, region or service. */
function checkScope({ credential }: SignatureFields, time: number, signing: SigningSpec): void {
  const [, ...scope] = credential;
  const day = isoBasic(time).slice(0, 8);
  const refuse = (cause: string): never => {
    throw signingRefusal(signing, cause, 'The credential is scoped to another day, region or service.');
  };
  if (scope[1] !== signing.region) refuse('other-region');
  if (scope[2] !== signing.service) refuse('other-service');
  if (scope[0] !== day || scope[3] !== signing.terminator) refuse('wrong-signature');
}

/**
 * The account of the access key that signed; the signature itself is checked where the service is told to, and a key that
 * nobody has is elsewhere as good as that of the first standalone account.
 */
export function authenticate(request: ServiceRequest, { options }: ServiceParts): string {
  const signature = readSignature(request, options.signing);
  const [signedWith] = signature.credential;
  const credential = options.credentials.find(({ accessKeyId }) => accessKeyId === signedWith);
  const [anybody] = options.world.standalone;
  if (!credential && !options.verifySignatures && anybody !== undefined) return anybody;
  if (!credential) throw signingRefusal(options.signing, 'unknown-key', 'The access key id is not known.');
  if (options.verifySignatures)
    verifySignature(request, signature, credential, options.signing, options.clock.now());
  return credential.accountId;
}
