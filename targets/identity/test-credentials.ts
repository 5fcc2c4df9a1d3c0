import { createHash } from 'node:crypto';
import type { Credentials } from '../target.ts';

/** Credentials of the embedded target's accounts: no secrets, always the same, formed as real ones are. */
export function testCredentials(accountId: string, withToken = false): Credentials {
  return {
    accessKeyId: `AKIDTEST${accountId}`,
    secretAccessKey: derived(`secret of ${accountId}`).slice(0, 40),
    sessionToken: withToken ? derived(`token of ${accountId}`) + derived(`more of ${accountId}`) : undefined,
  };
}

function derived(text: string): string {
  return createHash('sha256').update(`account-conformance test ${text}`).digest('base64');
}
