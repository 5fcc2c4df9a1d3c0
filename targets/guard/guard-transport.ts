import { isLoopback } from '../transport/loopback.ts';
import { SafetyRefusal } from './safety-refusal.ts';
import type { Credentials, Target } from '../target.ts';

/** Key ids as AWS issues them: to users, for sessions, for services and for one purpose. */
const REAL_KEY_ID = /^A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{12,}$/;

/** Whether credentials may be of an account of AWS. */
export function looksReal({ accessKeyId }: Pick<Credentials, 'accessKeyId'>): boolean {
  return REAL_KEY_ID.test(accessKeyId);
}

/** @throws {SafetyRefusal} where credentials that may be real would cross a network to whoever listens. */
export function refuseExposure(
  { name, endpoint }: Pick<Target, 'name' | 'endpoint'>,
  credentials: Credentials,
): void {
  if (!looksReal(credentials) || isLoopback(endpoint)) return;
  if (endpoint.protocol !== 'https:') {
    throw new SafetyRefusal(
      `target "${name}": AWS credentials are not sent over plain HTTP to ${endpoint.host}: use an https endpoint, or credentials that are no real ones`,
    );
  }
  refuseUnverifiedTls(`target "${name}"`);
}

/** @throws {SafetyRefusal} where anybody could answer for AWS. */
export function refuseUnverifiedTls(owner: string): void {
  if (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return;
  throw new SafetyRefusal(
    `${owner}: AWS credentials are not sent while NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody answer for AWS: unset it, and name the certificate of a proxy in NODE_EXTRA_CA_CERTS`,
  );
}

/**
 * Credentials that were configured for one host stay there.
 * @throws {SafetyRefusal} for another endpoint, unless both are loopback.
 */
export function refuseOtherHost(name: string, configured: URL, given: URL): void {
  if (configured.host === given.host || (isLoopback(configured) && isLoopback(given))) return;
  throw new SafetyRefusal(
    `target "${name}": its credentials are for ${configured.host} and are not sent to ${given.host}: write the endpoint into the configuration of the target`,
  );
}
