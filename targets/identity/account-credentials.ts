import type { CredentialsConfig } from '../config/config-schema.ts';
import { CONFIGURED_ENDPOINTS_IGNORED } from './aws-endpoint.ts';
import { looksReal, refuseUnverifiedTls } from '../guard/guard-transport.ts';
import { lazyCredentials } from './lazy-credentials.ts';
import { profileKeys } from './profile-keys.ts';
import type { Credentials, Identity } from '../target.ts';

const ROLE_SESSION_NAME = 'account-conformance';

/** Keys as they are given; a profile or role is looked up when the first request is signed. */
export function accountCredentials(
  owner: string,
  config: CredentialsConfig,
  region: string,
): Identity['credentials'] {
  const { accessKeyId, secretAccessKey, sessionToken, profile, roleArn, externalId } = config;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const fixed: Credentials = { accessKeyId, secretAccessKey, sessionToken };
    return () => fixed;
  }
  const load = lazyCredentials(owner, async () => {
    // The providers bring half of the SDK along; --help must not wait for them.
    const { fromIni, fromNodeProviderChain, fromTemporaryCredentials } =
      await import('@aws-sdk/credential-providers');
    const settings = { clientConfig: CONFIGURED_ENDPOINTS_IGNORED };
    const master =
      profile === undefined ? fromNodeProviderChain(settings) : fromIni({ profile, ...settings });
    if (roleArn === undefined) return master();
    const params = {
      RoleArn: roleArn,
      RoleSessionName: ROLE_SESSION_NAME,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    };
    const clientConfig = { region, ...CONFIGURED_ENDPOINTS_IGNORED };
    return fromTemporaryCredentials({ masterCredentials: master, params, clientConfig })();
  });
  const isAsked = roleArn !== undefined || profile === undefined || !profileKeys(profile, process.env);
  return () => {
    if (isAsked) refuseUnverifiedTls(owner);
    return load();
  };
}

/** From the AWS variables; `null` where they name neither a key nor a profile. A profile goes first, as in the SDK. */
export function environmentCredentials(
  env: NodeJS.ProcessEnv,
  region: string,
): Identity['credentials'] | null {
  const { AWS_PROFILE: profile } = env;
  if (profile) return accountCredentials('AWS_PROFILE', { profile }, region);
  const fixed = environmentKeys(env);
  return fixed && (() => fixed);
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
export function foundCredentials(owner: string): Identity['credentials'] {
  const load = lazyCredentials(owner, async () => {
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
    return fromNodeProviderChain({ clientConfig: CONFIGURED_ENDPOINTS_IGNORED })();
  });
  return () => {
    refuseUnverifiedTls(owner);
    return load();
  };
}
