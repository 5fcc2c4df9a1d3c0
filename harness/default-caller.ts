import type { Identity, Target } from '../targets/target.ts';

/** Who may be the caller where a rule names none: the first identity and, where that is standalone, all that are. */
export function defaultCallersOf({ identities }: Target): readonly Identity[] {
  const [first] = identities;
  if (!first) return [];
  if (first.role !== 'standalone' || first.accountId === null) return [first];
  // Two identities of one account are not two default callers.
  const accounts = new Map<string, Identity>();
  for (const identity of identities) {
    const { role, accountId } = identity;
    if (role === 'standalone' && accountId !== null && !accounts.has(accountId))
      accounts.set(accountId, identity);
  }
  return [...accounts.values()];
}

/** The default caller of a rule: chosen by the rule's own seed, so that it is the same when the rule runs alone. */
export function defaultCallerOf(target: Target, seed: number): Identity | null {
  const defaultCallers = defaultCallersOf(target);
  return defaultCallers[(seed >>> 0) % defaultCallers.length] ?? null;
}

/** The target as a rule sees it: its default caller comes first, also among the accounts that are in no organization. */
export function withDefaultCaller(target: Target, seed: number): Target {
  const defaultCaller = defaultCallerOf(target, seed);
  if (!defaultCaller) return target;
  const { identities, world } = target;
  return {
    ...target,
    identities: [defaultCaller, ...identities.filter((identity) => identity !== defaultCaller)],
    world: {
      ...world,
      standalone: world.standalone.toSorted(
        (a, b) => Number(b === defaultCaller.accountId) - Number(a === defaultCaller.accountId),
      ),
    },
  };
}

/** A management account whose credentials are known, and a member that it may name and that is not a delegate. */
interface ManagedMember {
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
