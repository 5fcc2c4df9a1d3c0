import {
  emulatorCredentials,
  environmentCredentials,
  foundCredentials,
} from '../identity/account-credentials.ts';
import { testCredentials } from '../identity/test-credentials.ts';
import type { Identity, Target } from '../target.ts';
import { EMBEDDED_WORLD } from './embedded-world.ts';
import { targetDefaults } from './target-defaults.ts';

/**
 * A target of which only the endpoint is known: one identity, from the AWS variables, or else for loopback from test
 * credentials, which the served reference knows and emulators do not check.
 */
export function endpointTarget(endpoint: URL, env: NodeJS.ProcessEnv): Target {
  const defaults = targetDefaults(endpoint);
  const accountId = /^\d{12}$/.test(env['AWS_ACCOUNT_ID'] ?? '') ? (env['AWS_ACCOUNT_ID'] ?? null) : null;
  const { requestTimeout: timeoutMs } = defaults.timing;
  const { credentials, notices } = defaults.loopback
    ? loopbackCredentials(env)
    : {
        credentials:
          environmentCredentials(env, defaults.region, timeoutMs) ??
          foundCredentials(endpoint.host, timeoutMs),
        notices: [],
      };
  const identity: Identity = {
    name: 'standalone',
    role: 'standalone',
    accountId,
    organization: null,
    credentials,
  };
  const world = { standalone: accountId === null ? [] : [accountId], organizations: [] };
  return { ...defaults, name: endpoint.host, endpoint, identities: [identity], world, notices };
}

function loopbackCredentials(env: NodeJS.ProcessEnv): Pick<Identity, 'credentials'> & { notices: string[] } {
  const { keys, notUsed } = emulatorCredentials(env);
  const [testAccount = ''] = EMBEDDED_WORLD.standalone;
  const used = keys ?? testCredentials(testAccount);
  const notice = `the credentials of ${notUsed} may be of AWS and are not used on loopback, test credentials are: to use them, name them in the configuration of the target`;
  return { credentials: () => used, notices: notUsed === null ? [] : [notice] };
}
