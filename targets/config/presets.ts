import { ACCOUNT_WITH_TOKEN, EMBEDDED_WORLD, placesOf, type Place } from './embedded-world.ts';
import type { Credentials, Identity, Target } from '../target.ts';
import { targetDefaults } from './target-defaults.ts';
import { testCredentials } from '../identity/test-credentials.ts';

export { EMBEDDED_WORLD } from './embedded-world.ts';

/** Targets that need no configuration. */
export const PRESET_NAMES = ['embedded', 'moto', 'ministack'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** No mail is sent, so everybody may know it. */
const ONE_TIME_PASSWORD = '123456';
const MOTO_ACCOUNT = '123456789012';
const MINISTACK_ACCOUNTS = ['111111111111', '222222222222', '333333333333'];
const NOTHING_SPECIAL = { signatures: false, quotas: false, authorization: false, events: false } as const;

/** The reference service at the address where this process, or another one, serves it, with an identity of each account. */
export function embeddedTarget(endpoint: URL, world = EMBEDDED_WORLD): Target {
  const { standalone, organizations } = world;
  const identities = [
    ...standalone.map((accountId, at) =>
      embeddedIdentity({ name: standaloneName(accountId, at), role: 'standalone', accountId }, null),
    ),
    ...organizations.flatMap((organization) =>
      placesOf(organization).map((place) => embeddedIdentity(place, organization.id)),
    ),
  ];
  return { ...preset('embedded', endpoint, identities, world), oneTimePassword: ONE_TIME_PASSWORD };
}

/** moto's server: every caller is one account. */
export function motoTarget(endpoint = new URL('http://127.0.0.1:5000')): Target {
  const identity = standaloneIdentity('standalone', MOTO_ACCOUNT, testCredentials(MOTO_ACCOUNT));
  const world = { standalone: [MOTO_ACCOUNT], organizations: [] };
  return {
    ...preset('moto', endpoint, [identity], world),
    reset: { method: 'POST', url: new URL('/moto-api/reset', endpoint) },
  };
}

/** MiniStack: an access key of 12 digits is the caller's account. */
export function ministackTarget(endpoint = new URL('http://127.0.0.1:4566')): Target {
  const identities = MINISTACK_ACCOUNTS.map((accountId, at) =>
    standaloneIdentity(standaloneName(accountId, at), accountId, {
      ...testCredentials(accountId),
      accessKeyId: accountId,
    }),
  );
  return {
    ...preset('ministack', endpoint, identities, { standalone: MINISTACK_ACCOUNTS, organizations: [] }),
    reset: { method: 'POST', url: new URL('/_ministack/reset', endpoint) },
  };
}

function preset(name: PresetName, endpoint: URL, identities: Identity[], world: Target['world']): Target {
  return { ...targetDefaults(endpoint), capabilities: NOTHING_SPECIAL, name, endpoint, identities, world };
}

function embeddedIdentity(place: Place, organization: string | null): Identity {
  const credentials = testCredentials(place.accountId, place.accountId === ACCOUNT_WITH_TOKEN);
  return { ...place, organization, credentials: () => credentials };
}

function standaloneName(accountId: string, at: number): string {
  return at === 0 ? 'standalone' : `standalone/${accountId}`;
}

function standaloneIdentity(name: string, accountId: string, credentials: Credentials): Identity {
  return { name, role: 'standalone', accountId, organization: null, credentials: () => credentials };
}
