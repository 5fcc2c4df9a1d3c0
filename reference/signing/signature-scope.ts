import type { SignatureFields } from './read-signature.ts';
import type { SigningSpec } from '../../spec/load-signing.ts';
import { signingRefusal } from './signing-refusal.ts';

const MS_PER_SECOND = 1000;
const ISO_BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** When a request was signed, in milliseconds since 1970; `null`: not a time. Takes X-Amz-Date's form and HTTP dates. */
export function signedAt(timestamp: string): number | null {
  const time = Date.parse(timestamp.replace(ISO_BASIC, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isNaN(time) ? null : time;
}

/** A time (milliseconds since 1970) in the form of X-Amz-Date. */
export function isoBasic(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** Refuses a signature from too far in the past or the future, and one whose own, shorter time limit has passed. */
export function checkTime(fields: SignatureFields, time: number, signing: SigningSpec, now: number): void {
  const skew = signing.skewSeconds.should * MS_PER_SECOND;
  const expires = fields.expires === '' ? skew : Number(fields.expires) * MS_PER_SECOND;
  if (Number.isNaN(expires))
    throw signingRefusal(signing, 'malformed-header', 'X-Amz-Expires is not a number.');
  if (now - time >= Math.min(skew, expires))
    throw signingRefusal(signing, 'date-past', 'The signature has expired.');
  if (time - now >= skew) throw signingRefusal(signing, 'date-future', 'The signature is not valid yet.');
}

/** Refuses a signature for another day, region or service. */
export function checkScope({ credential }: SignatureFields, time: number, signing: SigningSpec): void {
  const [, ...scope] = credential;
  const day = isoBasic(time).slice(0, 8);
  const refuse = (cause: string): never => {
    throw signingRefusal(signing, cause, 'The credential is scoped to another day, region or service.');
  };
  if (scope[1] !== signing.region) refuse('other-region');
  if (scope[2] !== signing.service) refuse('other-service');
  if (scope[0] !== day || scope[3] !== signing.terminator) refuse('wrong-signature');
}
