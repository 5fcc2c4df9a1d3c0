import type { Identity, Target } from '../targets/target.ts';

/** A management account whose credentials are known, and a member that it may name and that is no delegate. */
export interface ManagedMember {
  readonly management: Identity;
  readonly memberId: string;
}

/** The first one of an organization with trusted access and all features; `null`: there is none. */
export function managedMember({ identities, world }: Target): ManagedMember | null {
  for (const { trustedAccess, allFeatures, management: id, delegatedAdmin, members } of world.organizations) {
    const management = identities.find(({ accountId }) => accountId === id);
    const memberId = members.find((member) => member !== delegatedAdmin);
    if (trustedAccess && allFeatures && management && memberId !== undefined) return { management, memberId };
  }
  return null;
}
