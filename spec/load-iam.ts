import { z } from 'zod';
import { DEFAULT_EDITION, type Edition, type Level, type Contract, type Resource } from './contract.ts';
import { loadContract } from './load-contract.ts';
import { readSpecFile, levelField, sourceField } from './read-spec-file.ts';

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)], 'expected a text or a list of texts');

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1))).optional(),
});

/** The form of spec/iam.yaml. */
export const iamSchema = z.strictObject({
  prefix: z.string(),
  permissionOnly: z.array(z.strictObject({ action: z.string(), changes: z.boolean(), source: sourceField })),
  resources: z
    .array(
      z.strictObject({
        name: z.string(),
        accountId: z.enum(['absent', 'present']),
        arn: z.string().startsWith('arn:', 'expected an ARN'),
        source: sourceField,
      }),
    )
    .min(1),
  conditionKeys: z
    .array(
      z.strictObject({
        key: z.string(),
        multivalued: z.boolean(),
        member: z.string().nullable(),
        context: z.enum(['any', 'organization']),
        source: sourceField,
      }),
    )
    .min(1),
  denial: z.strictObject({ error: z.string(), level: levelField, source: sourceField }),
  policies: z
    .array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['identity', 'service-control']),
        source: sourceField,
        mended: z.array(z.string()),
        document: z.strictObject({ Version: z.string(), Statement: z.array(statement).min(1) }),
      }),
    )
    .min(1),
});

const loaded = new Map<Edition, Iam>();

/**
 * spec/iam.yaml joined with the operations of one edition, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadIam(edition: Edition = DEFAULT_EDITION): Iam {
  const known = loaded.get(edition);
  if (known) return known;
  const iam = toIam(readSpecFile('iam.yaml', iamSchema), edition);
  loaded.set(edition, iam);
  return iam;
}

function toIam(file: z.infer<typeof iamSchema>, edition: Edition): Iam {
  const operations = Object.values(loadContract(edition).operations);
  const permissionOnly = file.permissionOnly.filter(
    ({ action }) => !operations.some(({ name }) => name === action),
  );
  return {
    actions: [
      ...operations.map(({ name, changes, source }) => ({
        name: `${file.prefix}:${name}`,
        operation: name,
        changes: changes !== null,
        source,
      })),
      ...permissionOnly.map(({ action, changes, source }) => ({
        name: `${file.prefix}:${action}`,
        operation: null,
        changes,
        source,
      })),
    ],
    resources: file.resources,
    conditionKeys: file.conditionKeys.map((entry) => ({
      ...entry,
      operations: operations
        .filter(({ input }) => entry.member === null || Object.hasOwn(input.members, entry.member))
        .map(({ name }) => name),
    })),
    denial: file.denial,
    policies: file.policies,
  };
}

/** A permission of the service. */
interface IamAction {
  /** With the prefix: `account:ListRegions`. */
  readonly name: string;
  /** `null`: a permission without an operation. */
  readonly operation: string | null;
  readonly changes: boolean;
  readonly source: string;
}

/** What a permission is checked against; `{account}`, `{management}` and `{organization}` stand for ids. */
interface IamResource {
  readonly name: string;
  /** Whether the request carries AccountId. */
  readonly accountId: 'absent' | 'present';
  readonly arn: string;
  readonly source: string;
}

interface IamConditionKey {
  /** `${TagKey}` stands for the key of a tag. */
  readonly key: string;
  readonly multivalued: boolean;
  /** Input member that gives the value; `null`: the account's place or tags in its organization do. */
  readonly member: string | null;
  /** `organization`: only where the request carries AccountId. */
  readonly context: 'any' | 'organization';
  /** Operations whose requests carry the key. */
  readonly operations: readonly string[];
  readonly source: string;
}

interface PolicyStatement {
  readonly Sid?: string | undefined;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  /** Operator → key → values. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | undefined;
}

interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly PolicyStatement[];
}

/** A policy that the guide shows. */
interface ExamplePolicy {
  readonly id: string;
  readonly kind: 'identity' | 'service-control';
  readonly source: string;
  /** Rulings by which a slip of the guide was mended. */
  readonly mended: readonly string[];
  readonly document: PolicyDocument;
}

/** The service as IAM sees it. */
interface Iam {
  readonly actions: readonly IamAction[];
  readonly resources: readonly IamResource[];
  readonly conditionKeys: readonly IamConditionKey[];
  readonly denial: { readonly error: string; readonly level: Level; readonly source: string };
  readonly policies: readonly ExamplePolicy[];
}

/** How much a run may change; each tier includes the ones before it. */
export type PermissionTier = 'read' | 'write' | 'regions';

// The primary e-mail address is in no tier: to change it is to hand over the account's root user.
const CHANGED: Readonly<Record<PermissionTier, readonly Resource[]>> = {
  read: [],
  write: ['alternate-contact', 'primary-contact'],
  regions: ['alternate-contact', 'primary-contact', 'region'],
};

/** Whether a run in this tier may change such a resource; `null`: nothing is changed. */
export function mayChange(tier: PermissionTier, resource: Resource | null): boolean {
  return resource === null || CHANGED[tier].includes(resource);
}

/** The IAM actions that a run in this tier needs, sorted: every read, and the changes that the tier allows. */
export function leastPrivilege(contract: Contract, tier: PermissionTier): string[] {
  return loadIam(contract.edition)
    .actions.filter(({ operation }) => {
      const found = operation === null ? undefined : contract.operations[operation];
      return found && mayChange(tier, found.changes);
    })
    .map(({ name }) => name)
    .toSorted();
}
