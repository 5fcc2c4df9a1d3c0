import { z } from 'zod';
import { DEFAULT_EDITION, type Edition } from './contract.ts';
import type { Iam } from './iam.ts';
import { loadContract } from './load-contract.ts';
import { readSpecFile } from './read-spec-file.ts';
import { levelField, sourceField } from './schema-fields.ts';

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
