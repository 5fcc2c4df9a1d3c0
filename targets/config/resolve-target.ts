import { ConfigError, nearest } from './config-error.ts';
import { configuredTarget } from './configured-target.ts';
import { ENDPOINT_EXPECTATION, isEndpoint } from './config-values.ts';
import type { LoadedConfig } from './load-config.ts';
import { embeddedTarget, ministackTarget, motoTarget, PRESET_NAMES, type PresetName } from './presets.ts';
import type { Target, Identity } from '../target.ts';
import {
  emulatorCredentials,
  environmentCredentials,
  foundCredentials,
} from '../identity/account-credentials.ts';
import { testCredentials } from '../identity/test-credentials.ts';
import { EMBEDDED_WORLD } from './embedded-world.ts';
import { targetDefaults } from './target-defaults.ts';

interface ResolveOptions {
  /** A name in the configuration, or a preset. */
  readonly target?: string;
  /** Replaces the endpoint of the named target. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly config?: LoadedConfig;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Who is asked. A name goes before the AWS variables, a name in the configuration before a preset; nothing is sent.
 * @throws {ConfigError} for an unknown name, a bad endpoint, or where nothing says whom to ask.
 */
export function resolveTarget(options: ResolveOptions): Target {
  const target = options.target === undefined ? unnamedTarget(options) : namedTarget(options.target, options);
  return options.region === undefined ? target : { ...target, region: options.region };
}

function unnamedTarget({ endpoint, env }: ResolveOptions): Target {
  if (endpoint !== undefined) return endpointTarget(readUrl(endpoint, '--endpoint'), env);
  for (const variable of ['AWS_ENDPOINT_URL_ACCOUNT', 'AWS_ENDPOINT_URL']) {
    const given = env[variable];
    if (given) return endpointTarget(readUrl(given, variable), env);
  }
  throw new ConfigError(null, 'target', 'expected --target, --endpoint or AWS_ENDPOINT_URL_ACCOUNT');
}

function namedTarget(name: string, { endpoint: given, config }: ResolveOptions): Target {
  const endpoint = given === undefined ? undefined : readUrl(given, '--endpoint');
  const targets = config?.targets ?? {};
  const configured = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (config && configured) {
    return configuredTarget(endpoint ? { ...configured, endpoint } : configured, {
      file: config.file,
      name,
      shown: (text) => config.expanded.get(text) ?? text,
    });
  }
  if (isPreset(name)) return presetTarget(name, endpoint);
  const known = [...PRESET_NAMES, ...Object.keys(targets)];
  const near = nearest(name, known);
  const hint = near === null ? `known ones: ${known.join(', ')}` : `the nearest known one is "${near}"`;
  throw new ConfigError(config?.file ?? null, `target "${name}"`, `unknown target; ${hint}`);
}

function presetTarget(name: PresetName, endpoint: URL | undefined): Target {
  switch (name) {
    case 'moto':
      return motoTarget(endpoint);
    case 'ministack':
      return ministackTarget(endpoint);
    case 'embedded':
      if (endpoint) return embeddedTarget(endpoint);
      throw new ConfigError(null, 'target "embedded"', 'it has no endpoint until it is served');
  }
}

function isPreset(name: string): name is PresetName {
  return (PRESET_NAMES as readonly string[]).includes(name);
}

function readUrl(text: string, key: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && isEndpoint(url)) return url;
  throw new ConfigError(null, key, ENDPOINT_EXPECTATION);
}

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
