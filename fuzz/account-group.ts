import type { Organization, World } from '../spec/world.ts';
import type { Identity, Target } from '../targets/target.ts';

/** Accounts that nobody outside touches, with their callers: calls of two groups do not interfere. */
export interface AccountGroup {
  readonly name: string;
  readonly callers: readonly FuzzCaller[];
}

export interface FuzzCaller {
  readonly identity: Identity;
  /** Accounts of the group that it may name, its own among them where naming that is allowed. */
  readonly reaches: readonly string[];
  /** Accounts that it must not name, its own among them where naming that is refused. */
  readonly refused: readonly string[];
}

/** On loopback: an account that no world of ours has. */
export const NO_ACCOUNT = '404404404404';

/** The account groups of a target: one for each organization and for each standalone account. */
export function accountGroupsOf(target: Target): AccountGroup[] {
  const groups = new Map<string, Identity[]>();
  for (const identity of target.identities) {
    const key = identity.organization ?? identity.accountId ?? identity.name;
    groups.set(key, [...(groups.get(key) ?? []), identity]);
  }
  return [...groups].map(([name, identities]) => ({
    name,
    callers: identities.map((identity) => callerOf(identity, target)),
  }));
}

/** Which accounts a caller may name and which it must not, off loopback only those that may be sent at all. */
function callerOf(identity: Identity, target: Target): FuzzCaller {
  const { organizations, standalone } = target.world;
  const { accountId } = identity;
  const home = organizations.find(({ id }) => id === identity.organization);
  const reaches = administered(identity, target.world)?.members ?? [];
  const outside = organizations
    .filter(({ id }) => id !== home?.id)
    .flatMap(({ management, members }) => [management, ...members.slice(0, 1)]);
  const inside = home ? [home.management, ...home.members] : [];
  const candidates = [accountId, ...inside, ...outside, ...standalone, NO_ACCOUNT];
  const refused = candidates.filter(
    (id) => id !== null && !reaches.includes(id) && maySend(target, id),
  ) as string[];
  return { identity, reaches: reaches.filter((id) => maySend(target, id)), refused: [...new Set(refused)] };
}

/** The organization whose members an identity may name; `undefined`: none. */
export function administered(
  { role, organization }: Identity,
  { organizations }: World,
): Organization | undefined {
  if (role !== 'management' && role !== 'delegatedAdmin') return undefined;
  return organizations.find(
    ({ id, trustedAccess, allFeatures }) => id === organization && trustedAccess && allFeatures,
  );
}

function maySend({ loopback, safety, identities }: Target, accountId: string): boolean {
  return (
    loopback || safety.accounts.includes(accountId) || identities.some((one) => one.accountId === accountId)
  );
}
