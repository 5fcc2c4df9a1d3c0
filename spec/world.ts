/** Accounts and organizations as the contract speaks of them: whose account a call may act on follows from these. */

export const ROLES = ['standalone', 'management', 'delegatedAdmin', 'member'] as const;
export type Role = (typeof ROLES)[number];

export interface Organization {
  readonly id: string;
  /** Trusted access for Account Management is on. */
  readonly trustedAccess: boolean;
  readonly allFeatures: boolean;
  /** Account ids, 12 digits each. */
  readonly management: string;
  /** Also one of the members. */
  readonly delegatedAdmin: string | null;
  readonly members: readonly string[];
}

export interface World {
  readonly organizations: readonly Organization[];
  /** Accounts in no organization. */
  readonly standalone: readonly string[];
}

/** Every account of it, in or out of an organization. */
export function accountsOfWorld({ organizations, standalone }: World): string[] {
  return [...standalone, ...organizations.flatMap(({ management, members }) => [management, ...members])];
}
