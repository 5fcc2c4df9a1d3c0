import type { Contract, Resource } from './contract.ts';
import { loadIam } from './load-iam.ts';

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
