import { z } from 'zod';
import { EDITIONS } from '../../spec/contract.ts';
import { LONGEST_MS, MOST } from './read-text-file.ts';
import { duration, flag, httpUrl, oneOf, section, text, texts, value, whole } from './config-values.ts';

const accountId = value(
  z.string({ error: 'expected 12 digits in quotes' }).regex(/^\d{12}$/, 'expected 12 digits'),
);

const credentials = section({
  accessKeyId: text.exactOptional(),
  secretAccessKey: text.exactOptional(),
  sessionToken: text.exactOptional(),
  profile: text.exactOptional(),
  roleArn: text.exactOptional(),
  externalId: text.exactOptional(),
}).refine(
  ({ accessKeyId, secretAccessKey, profile, roleArn }) =>
    accessKeyId === undefined
      ? secretAccessKey === undefined && (profile !== undefined || roleArn !== undefined)
      : secretAccessKey !== undefined && profile === undefined && roleArn === undefined,
  { error: 'expected accessKeyId with secretAccessKey, or profile, or roleArn' },
);

const account = section({ accountId, credentials: credentials.exactOptional() });

const organization = section({
  id: text,
  trustedAccess: flag,
  allFeatures: flag,
  management: account,
  delegatedAdmin: account.exactOptional(),
  members: z.array(account, { error: 'expected a list of accounts' }).exactOptional(),
});

const capability = value(
  z.union([z.boolean(), z.literal('probe')], { error: 'expected true, false or probe' }),
).exactOptional();

const target = section({
  endpoint: httpUrl,
  region: text.exactOptional(),
  operations: texts.exactOptional(),
  capabilities: section({
    signatures: capability,
    quotas: capability,
    authorization: capability,
    events: capability,
  }).exactOptional(),
  values: oneOf(['any', 'plausible']).exactOptional(),
  timing: section({
    requestTimeout: duration.exactOptional(),
    consistencyWindow: duration.exactOptional(),
    regionTimeout: duration.exactOptional(),
    regionBudget: duration.exactOptional(),
    retries: whole(0, MOST.retries).exactOptional(),
  }).exactOptional(),
  emulator: flag.exactOptional(),
  oneTimePassword: text.exactOptional(),
  reset: section({ method: text.exactOptional(), url: httpUrl }).exactOptional(),
  standalone: account.exactOptional(),
  organizations: z.array(organization, { error: 'expected a list of organizations' }).exactOptional(),
  safety: section({
    tier: oneOf(['read', 'write', 'regions']).exactOptional(),
    accounts: z.array(accountId, { error: 'expected a list of account ids' }).exactOptional(),
    regions: texts.exactOptional(),
  }).exactOptional(),
  sts: section({ endpoint: httpUrl }).exactOptional(),
  organizationsApi: section({ endpoint: httpUrl }).exactOptional(),
  journal: text.exactOptional(),
});

/** The options of `run`, by their names. */
const run = section({
  suite: texts.exactOptional(),
  rule: texts.exactOptional(),
  operation: texts.exactOptional(),
  exclude: texts.exactOptional(),
  edition: oneOf(EDITIONS).exactOptional(),
  seed: whole(Number.MIN_SAFE_INTEGER).exactOptional(),
  runs: whole(1, MOST.runs).exactOptional(),
  workers: whole(1, MOST.workers).exactOptional(),
  order: oneOf(['seed', 'id']).exactOptional(),
  tier: oneOf(['read', 'write', 'regions']).exactOptional(),
  strict: flag.exactOptional(),
  bail: flag.exactOptional(),
  requireComplete: flag.exactOptional(),
  shard: text.exactOptional(),
  timeout: whole(1, LONGEST_MS).exactOptional(),
  restoreFirst: flag.exactOptional(),
  wait: duration.exactOptional(),
  maxDuration: duration.exactOptional(),
  maxRequestsPerSecond: whole(1, MOST.requestsPerSecond).exactOptional(),
  quiet: flag.exactOptional(),
  junit: text.exactOptional(),
  json: text.exactOptional(),
  html: text.exactOptional(),
  markdown: text.exactOptional(),
  ctrf: text.exactOptional(),
  sarif: text.exactOptional(),
  badge: text.exactOptional(),
  compare: text.exactOptional(),
  knownFailures: text.exactOptional(),
});

/** It becomes the name of a folder, where the fuzzer keeps what it finds. */
const TARGET_NAME = /^[A-Za-z0-9_][\w.@+ -]{0,99}$/;
const TARGET_NAME_EXPECTATION =
  'expected a name of letters, digits, blanks and . _ - + @, up to 100 of them, that begins with a letter or a digit';

/** The configuration file as it is read; durations in milliseconds. */
export const configSchema = section({
  run: run.exactOptional(),
  targets: z
    .record(z.string().regex(TARGET_NAME), target, {
      error: ({ code }) => (code === 'invalid_key' ? TARGET_NAME_EXPECTATION : 'expected targets by name'),
    })
    .exactOptional(),
});

export type RunConfig = z.infer<typeof run>;
export type TargetConfig = z.infer<typeof target>;
export type AccountConfig = z.infer<typeof account>;
export type OrganizationConfig = z.infer<typeof organization>;
export type CredentialsConfig = z.infer<typeof credentials>;
