import { ConfigError } from '../config/config-error.ts';
import type { Credentials } from '../target.ts';

const NOT_SENDABLE = /[^!-~]/;

/**
 * Credentials that can be signed with. @throws {ConfigError} where one holds what no credential does: with the line
 * break that it was pasted with, each request would be refused, or could not even be sent.
 */
export function requireSendable(identity: string, credentials: Credentials): void {
  for (const member of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const) {
    const value = credentials[member];
    if (value === undefined || !NOT_SENDABLE.test(value)) continue;
    const found = /[\r\n]/.test(value) ? 'a line break' : 'a blank or another character that none has';
    throw new ConfigError(null, `credentials of ${identity}`, `its ${member} holds ${found}`);
  }
}
