import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where journals and locks stand, by the XDG conventions: never in a repository. */
export function stateDirectory(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'account-conformance');
}
