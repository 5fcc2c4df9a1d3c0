import { loadContract } from '../../spec/load-contract.ts';
import type { Organization } from '../../spec/world.ts';
import { accountCredentials } from '../identity/account-credentials.ts';
import { isAwsHost } from '../identity/aws-endpoint.ts';
import { ConfigError, nearest } from './config-error.ts';
import { looksReal } from '../guard/guard-transport.ts';
import type { AccountConfig, CredentialsConfig, OrganizationConfig, TargetConfig } from './config-schema.ts';
import { placesOf, type Place } from './embedded-world.ts';
import type { Identity, Target } from '../target.ts';
import { isLoopback } from '../transport/loopback.ts';
import { targetDefaults } from './target-defaults.ts';

/** Where the configuration of a target stands. */
interface Origin {
  readonly file: string;
  readonly name: string;
  /** A text as it stands there, before its variables were expanded. */
  shown(text: string): string;
}

/**
 * The target as the configuration has it, what is left out from the defaults for its endpoint.
 * @throws {ConfigError} for an unknown operation, and an account that stands in two places.
 */
export function configuredTarget(config: TargetConfig, origin: Origin): Target {
  const { endpoint, organizations = [], standalone } = config;
  const defaults = targetDefaults(endpoint, isEmulator(config));
  const region = config.region ?? defaults.region;
  const world = {
    standalone: standalone ? [standalone.accountId] : [],
    organizations: organizations.map(organizationOf),
  };
  const timing = { ...defaults.timing, ...config.timing };
  rejectRepeated([...world.standalone, ...world.organizations.flatMap(accountsOf)], origin);
  return {
    name: origin.name,
    endpoint,
    region,
    loopback: defaults.loopback,
    ...(isEmulatorElsewhere(config) ? { emulator: true } : {}),
    operations: operationsOf(config, origin),
    capabilities: { ...defaults.capabilities, ...config.capabilities },
    values: config.values ?? defaults.values,
    timing,
    identities: [
      ...standaloneIdentities(standalone, region, timing.requestTimeout),
      ...organizations.flatMap(identitiesOf(region, timing.requestTimeout)),
    ],
    world,
    reset: config.reset ? { method: config.reset.method ?? 'POST', url: config.reset.url } : null,
    safety: { ...defaults.safety, ...config.safety },
    ...(config.oneTimePassword === undefined ? {} : { oneTimePassword: config.oneTimePassword }),
    ...(config.sts ? { sts: config.sts.endpoint } : {}),
    ...(config.organizationsApi ? { organizationsApi: config.organizationsApi.endpoint } : {}),
    ...(config.journal === undefined ? {} : { journal: config.journal }),
  };
}

/**
 * What stands on loopback may be a proxy or a tunnel to AWS, unless its configuration says otherwise, be it by writing out
 * the keys that it takes.
 */
function isEmulator(config: TargetConfig): boolean {
  const isAsked = credentialsOf(config).some(({ accessKeyId }) => accessKeyId === undefined);
  return isLoopback(config.endpoint) && (config.emulator === true || !isAsked);
}

/**
 * AWS answers over TLS, to keys that it issued. Who signs anew for others on plain HTTP, with keys of AWS, is told by
 * `emulator: false`.
 */
function isEmulatorElsewhere(config: TargetConfig): boolean {
  const { endpoint, emulator } = config;
  if (endpoint.protocol !== 'http:' || isLoopback(endpoint) || isAwsHost(endpoint)) return false;
  if (emulator === false) return false;
  const given = credentialsOf(config);
  return (
    given.length > 0 &&
    given.every(({ accessKeyId }) => accessKeyId !== undefined && !looksReal({ accessKeyId }))
  );
}

function credentialsOf({ standalone, organizations = [] }: TargetConfig): CredentialsConfig[] {
  const accounts = [
    ...(standalone ? [standalone] : []),
    ...organizations.flatMap((one) => [one.management, one.delegatedAdmin ?? [], one.members ?? []].flat()),
  ];
  return accounts.flatMap(({ credentials }) => credentials ?? []);
}

function organizationOf(config: OrganizationConfig): Organization {
  const { id, trustedAccess, allFeatures, management, delegatedAdmin, members = [] } = config;
  const delegate = delegatedAdmin?.accountId ?? null;
  const ids = [...(delegate === null ? [] : [delegate]), ...members.map((member) => member.accountId)];
  return {
    id,
    trustedAccess,
    allFeatures,
    management: management.accountId,
    delegatedAdmin: delegate,
    // The delegate may be listed among the members as well.
    members: [...new Set(ids)],
  };
}

function accountsOf({ management, members }: Organization): string[] {
  return [management, ...members];
}

function rejectRepeated(accounts: readonly string[], { file, name, shown }: Origin): void {
  const repeated = accounts.find((account, at) => accounts.indexOf(account) !== at);
  if (repeated === undefined) return;
  throw new ConfigError(
    file,
    `targets.${name}`,
    `account ${shown(repeated)} stands in two places, expected one`,
  );
}

function standaloneIdentities(
  standalone: AccountConfig | undefined,
  region: string,
  timeoutMs: number,
): Identity[] {
  if (!standalone) return [];
  return identity(
    { name: 'standalone', role: 'standalone', accountId: standalone.accountId },
    null,
    [standalone],
    region,
    timeoutMs,
  );
}

function identitiesOf(region: string, timeoutMs: number) {
  return (config: OrganizationConfig): Identity[] => {
    const { id, management, delegatedAdmin, members = [] } = config;
    const accounts = [management, ...(delegatedAdmin ? [delegatedAdmin] : []), ...members];
    return placesOf(organizationOf(config)).flatMap((place) =>
      identity(place, id, accounts, region, timeoutMs),
    );
  };
}

/** None for an account whose credentials are not given. */
function identity(
  place: Place,
  organization: string | null,
  accounts: readonly AccountConfig[],
  region: string,
  timeoutMs: number,
): Identity[] {
  const known = accounts.find(({ accountId, credentials }) => accountId === place.accountId && credentials);
  if (!known?.credentials) return [];
  const credentials = accountCredentials(place.name, known.credentials, region, timeoutMs);
  return [{ ...place, organization, credentials }];
}

function operationsOf({ operations }: TargetConfig, { file, name, shown }: Origin): Target['operations'] {
  if (operations === undefined || operations.join() === 'all') return 'all';
  const known = Object.keys(loadContract('current').operations);
  for (const [at, operation] of operations.entries()) {
    if (known.includes(operation)) continue;
    const near = nearest(operation, known);
    const hint = near === null ? `one of ${known.join(', ')}` : `the nearest known one is "${near}"`;
    throw new ConfigError(
      file,
      `targets.${name}.operations[${at}]`,
      `unknown operation "${shown(operation)}"; ${hint}`,
    );
  }
  return operations;
}
