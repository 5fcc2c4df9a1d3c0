import { environmentCredentials, foundCredentials } from '../identity/account-credentials.ts';
import { EMBEDDED_WORLD } from './embedded-world.ts';
import type { Identity, Target } from '../target.ts';
import { targetDefaults } from './target-defaults.ts';
import { testCredentials } from '../identity/test-credentials.ts';

/**
 * A target of which only the endpoint is known: one identity, from the AWS variables, or else for loopback from test
 * credentials, which the served reference knows and emulators do not check.
 */
export function endpointTarget(endpoint: URL, env: NodeJS.ProcessEnv): Target {
  const defaults = targetDefaults(endpoint, env);
  const accountId = /^\d{12}$/.test(env['AWS_ACCOUNT_ID'] ?? '') ? (env['AWS_ACCOUNT_ID'] ?? null) : null;
  const [testAccount = ''] = EMBEDDED_WORLD.standalone;
  const test = testCredentials(testAccount);
  const identity: Identity = {
    name: 'standalone',
    role: 'standalone',
    accountId,
    organization: null,
    credentials:
      environmentCredentials(env, defaults.region) ??
      (defaults.loopback ? () => test : foundCredentials(endpoint.host)),
  };
  const world = { standalone: accountId === null ? [] : [accountId], organizations: [] };
  return { ...defaults, name: endpoint.host, endpoint, identities: [identity], world };
}
