import type { Level } from './contract.ts';

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
export interface Iam {
  readonly actions: readonly IamAction[];
  readonly resources: readonly IamResource[];
  readonly conditionKeys: readonly IamConditionKey[];
  readonly denial: { readonly error: string; readonly level: Level; readonly source: string };
  readonly policies: readonly ExamplePolicy[];
}
