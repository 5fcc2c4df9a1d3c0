import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition } from '../../spec/contract.ts';
import { leastPrivilege, type PermissionTier } from '../../spec/load-iam.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { packageRoot } from '../../spec/package-root.ts';

export interface SpecOptions {
  readonly edition: Edition;
  readonly openapi?: boolean;
  readonly iamPolicy?: boolean;
  readonly tier?: PermissionTier;
}

/** Prints the contract: the loaded data of one edition, the OpenAPI document, or the IAM policy that a run needs. */
export async function specCommand({ edition, openapi, iamPolicy, tier }: SpecOptions): Promise<void> {
  const text = openapi
    ? await readFile(join(packageRoot, 'spec', 'account.openapi.yaml'), 'utf8')
    : `${JSON.stringify(iamPolicy ? policyOf(edition, tier ?? 'read') : loadContract(edition), null, 2)}\n`;
  process.stdout.write(text);
}

function policyOf(edition: Edition, tier: PermissionTier) {
  const Action = leastPrivilege(loadContract(edition), tier);
  const Sid = `AccountConformance${tier.charAt(0).toUpperCase()}${tier.slice(1)}`;
  return { Version: POLICY_VERSION, Statement: [{ Sid, Effect: 'Allow', Action, Resource: '*' }] };
}

/** The language of IAM policies. */
const POLICY_VERSION = '2012-10-17';
