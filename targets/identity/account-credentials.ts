import type { CredentialsConfig } from '../config/config-schema.ts';
import { lazyCredentials } from './lazy-credentials.ts';
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
  return lazyCredentials(owner, async () => {
    // The providers bring half of the SDK along; --help must not wait for them.
    const { fromIni, fromNodeProviderChain, fromTemporaryCredentials } =
      await import('@aws-sdk/credential-providers');
    const master = profile === undefined ? fromNodeProviderChain() : fromIni({ profile });
    if (roleArn === undefined) return master();
    const params = {
      RoleArn: roleArn,
      RoleSessionName: ROLE_SESSION_NAME,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    };
    return fromTemporaryCredentials({ masterCredentials: master, params, clientConfig: { region } })();
  });
}

/** From the AWS variables; `null` where they name neither a key nor a profile. A profile goes first, as in the SDK. */
export function environmentCredentials(
  env: NodeJS.ProcessEnv,
  region: string,
): Identity['credentials'] | null {
  const { AWS_PROFILE: profile, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  if (profile) return accountCredentials('AWS_PROFILE', { profile }, region);
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return null;
  const fixed: Credentials = {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN || undefined,
  };
  return () => fixed;
}

/** From wherever the SDK finds credentials: shared files, single sign-on, the instance's or the container's role. */
export function foundCredentials(owner: string): Identity['credentials'] {
  return lazyCredentials(owner, async () => {
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
    return fromNodeProviderChain()();
  });
}
