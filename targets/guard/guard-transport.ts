import { SafetyRefusal } from './safety-refusal.ts';
import type { Credentials, Target } from '../target.ts';
import { isLoopback } from '../transport/loopback.ts';

/** As AWS issues them; an emulator's `test` is no secret. */
const REAL_KEY_ID = /^A[KS]IA[A-Z0-9]{12,}$/;

/** @throws {SafetyRefusal} where credentials that may be real would cross a network in plain text. */
export function refusePlainHttp({ endpoint, loopback, name }: Target, credentials: Credentials): void {
  if (loopback || endpoint.protocol === 'https:' || !REAL_KEY_ID.test(credentials.accessKeyId)) return;
  throw new SafetyRefusal(
    `target "${name}": AWS credentials are not sent over plain HTTP to ${endpoint.host}: use an https endpoint, or credentials that are no real ones`,
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
