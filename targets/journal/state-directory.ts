import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where journals and locks stand, by the XDG conventions: never in a repository. */
export function stateDirectory(env: NodeJS.ProcessEnv): string {
  return resolve(env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'account-conformance');
}

/** Where the locks stand. */
export function locksIn(directory: string): string {
  return join(directory, 'locks');
}

/** Where journals stand that no path was given for. */
export function journalsIn(directory: string): string {
  return join(directory, 'journals');
}
