import type { CredentialsConfig } from '../config/config-schema.ts';
import { CONFIGURED_ENDPOINTS_IGNORED } from './aws-endpoint.ts';
import { looksReal, refuseUnverifiedTls } from '../guard/guard-transport.ts';
import { boundedRequests, bounded, heard } from './bounded.ts';
import type { Credentials, CredentialSource, Identity } from '../target.ts';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../config/config-error.ts';

const ROLE_SESSION_NAME = 'account-conformance';
const TIMEOUT_MS = 10_000;

/**
 * Keys as they are given; a profile or role is looked up when the first request is signed.
 * @param timeoutMs for one request of the clients inside the providers; all that a provider does may take some of these.
 */
export function accountCredentials(
  owner: string,
  config: CredentialsConfig,
  region: string,
  timeoutMs = TIMEOUT_MS,
): Identity['credentials'] {
  const { accessKeyId, secretAccessKey, sessionToken, profile, roleArn, externalId } = config;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const fixed: Credentials = { accessKeyId, secretAccessKey, sessionToken };
    return () => fixed;
  }
  const requests = { ...CONFIGURED_ENDPOINTS_IGNORED, ...boundedRequests(timeoutMs) };
  const bounds = { withinMs: providerWithin(timeoutMs) };
  const provide = async () => {
    // They bring half of the SDK along; --help must not wait for them.
    const { fromIni, fromNodeProviderChain, fromTemporaryCredentials } =
      await import('@aws-sdk/credential-providers');
    const settings = { ...chainSettings(timeoutMs), clientConfig: requests };
    const master =
      profile === undefined ? fromNodeProviderChain(settings) : fromIni({ profile, ...settings });
    if (roleArn === undefined) return master();
    const params = {
      RoleArn: roleArn,
      RoleSessionName: ROLE_SESSION_NAME,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    };
    const clientConfig = { region, ...requests };
    return fromTemporaryCredentials({ masterCredentials: master, params, clientConfig })();
  };
  const load = lazyCredentials(owner, provide, bounds);
  const isAsked = roleArn !== undefined || profile === undefined || !profileKeys(profile, process.env);
  return afterLook(load, () => {
    if (isAsked) refuseUnverifiedTls(owner);
  });
}

/** A source that is asked after something was looked at. */
function afterLook(load: ReturnType<typeof lazyCredentials>, look: () => void): CredentialSource {
  const credentials = (signal?: AbortSignal) => {
    look();
    return load(signal);
  };
  return Object.assign(credentials, { expires: load.expires, renew: load.renew });
}

/** From the AWS variables; `null` where they name neither a key nor a profile. A profile goes first, as in the SDK. */
export function environmentCredentials(
  env: NodeJS.ProcessEnv,
  region: string,
  timeoutMs = TIMEOUT_MS,
): Identity['credentials'] | null {
  const { AWS_PROFILE: profile } = env;
  if (profile) return accountCredentials('AWS_PROFILE', { profile }, region, timeoutMs);
  const fixed = environmentKeys(env);
  if (!fixed) return null;
  const expires = new Date(env['AWS_CREDENTIAL_EXPIRATION'] ?? '');
  const known = !Number.isNaN(expires.getTime()) && fixed.sessionToken !== undefined;
  return Object.assign(() => fixed, { expires: () => (known ? expires : null) });
}

/**
 * The same for loopback, which may be a tunnel to AWS: only what is surely of an emulator. `notUsed` says what was there and
 * looks real.
 */
export function emulatorCredentials(env: NodeJS.ProcessEnv): {
  keys: Credentials | null;
  notUsed: string | null;
} {
  const { AWS_PROFILE: profile } = env;
  const keys = profile ? profileKeys(profile, env) : environmentKeys(env);
  if (keys && !looksReal(keys)) return { keys, notUsed: null };
  if (profile) return { keys: null, notUsed: `AWS_PROFILE (${profile})` };
  return { keys: null, notUsed: keys && 'AWS_ACCESS_KEY_ID' };
}

function environmentKeys({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: sessionToken,
}: NodeJS.ProcessEnv): Credentials | null {
  if (!accessKeyId || !secretAccessKey) return null;
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined };
}

/** From wherever the SDK finds credentials: shared files, single sign-on, the instance's or the container's role. */
export function foundCredentials(owner: string, timeoutMs = TIMEOUT_MS): Identity['credentials'] {
  const provide = async () => {
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
    const clientConfig = { ...CONFIGURED_ENDPOINTS_IGNORED, ...boundedRequests(timeoutMs) };
    return fromNodeProviderChain({ ...chainSettings(timeoutMs), clientConfig })();
  };
  const load = lazyCredentials(owner, provide, { withinMs: providerWithin(timeoutMs) });
  return afterLook(load, () => refuseUnverifiedTls(owner));
}

/** Of the instance's or the container's role. The SDK asks on the machine itself, and so waits for a second at most. */
function chainSettings(timeoutMs: number) {
  return { timeout: Math.min(timeoutMs, 1000), maxRetries: 1 };
}

/** A provider asks several services in turn, and a `credential_process` may have a person type in a code. */
function providerWithin(timeoutMs: number): number {
  return 6 * timeoutMs;
}

/** The keys that stand in the shared files for a profile; `null`: there are none, or they are got in another way. */
function profileKeys(profile: string, env: NodeJS.ProcessEnv): Credentials | null {
  const home = join(env['HOME'] ?? env['USERPROFILE'] ?? homedir(), '.aws');
  const settings = {
    ...sectionOf(env['AWS_CONFIG_FILE'] ?? join(home, 'config'), [`profile ${profile}`, profile]),
    ...sectionOf(env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, 'credentials'), [profile]),
  };
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, role_arn: role } = settings;
  if (!accessKeyId || !secretAccessKey || role) return null;
  return { accessKeyId, secretAccessKey, sessionToken: settings['aws_session_token'] || undefined };
}

function sectionOf(file: string, names: readonly string[]): Record<string, string> {
  const settings: Record<string, string> = Object.create(null) as Record<string, string>;
  let inside = false;
  for (const line of linesOf(file)) {
    const [, section] = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    if (section !== undefined) inside = names.includes(section.replaceAll(/\s+/g, ' '));
    const [, key, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (inside && key !== undefined && value !== undefined) settings[key] = value;
  }
  return settings;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}

/** As the SDK's credential providers give them. */
interface Loaded extends Credentials {
  readonly expiration?: Date | undefined;
}

const REFRESH_BEFORE_MS = 5 * 60_000;

interface LazyOptions {
  readonly now?: () => number;
  /** How long a load may take; milliseconds. */
  readonly withinMs?: number;
}

const WITHIN_MS = 60_000;

/**
 * Loads when they are first asked for, and again shortly before they expire; callers at the same time share one load,
 * and each of them waits until its own signal is aborted. Where a load brings nothing that lasts longer, those that
 * are there are used to their end, which is then known.
 * @throws {ConfigError} naming `owner`, where they cannot be had, or not in time; the next call tries anew.
 */
export function lazyCredentials(
  owner: string,
  load: () => Promise<Loaded>,
  { now = Date.now, withinMs = WITHIN_MS }: LazyOptions = {},
): CredentialSource & Required<Pick<CredentialSource, 'expires' | 'renew'>> {
  let loading: Promise<Loaded> | null = null;
  /** Those that a further load brought nothing better than. */
  let last: Loaded | null = null;

  async function loadAgain(): Promise<Loaded> {
    try {
      return await bounded('their provider', { withinMs }, load);
    } catch (error) {
      loading = null;
      throw new ConfigError(
        null,
        owner,
        `no credentials: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** Others than those that are used; where there are none, these. */
  async function loadOther(used: Loaded): Promise<Loaded> {
    const lasts = (used.expiration?.getTime() ?? 0) > now();
    const loaded = await loadAgain().catch((error: unknown) => {
      if (!lasts) throw error;
      return used;
    });
    if (!isOther(loaded, used)) last = loaded;
    return loaded;
  }

  const credentials = async (signal?: AbortSignal) => {
    const current = (loading ??= loadAgain());
    const loaded = await heard(current, signal);
    const { expiration } = loaded;
    const soon = expiration !== undefined && expiration.getTime() - now() <= REFRESH_BEFORE_MS;
    if (!soon || (loaded === last && expiration.getTime() > now())) return loaded;
    if (loading === current) loading = loadOther(loaded);
    return heard(loading, signal);
  };

  return Object.assign(credentials, {
    expires: () => last?.expiration ?? null,
    async renew(signal?: AbortSignal): Promise<boolean> {
      const current = loading;
      if (!current) return false;
      const used = await heard(current, signal);
      const other = loading === current ? loadOther(used) : (loading ?? loadAgain());
      loading = other;
      return isOther(await heard(other, signal), used);
    },
  });
}

function isOther(one: Credentials, other: Credentials): boolean {
  return one.accessKeyId !== other.accessKeyId || one.sessionToken !== other.sessionToken;
}
