import type { Identity, Target } from '../targets/target.ts';

/** Who may be the caller where a rule names none: the first identity and, where that is standalone, all that are. */
export function leadsOf({ identities }: Target): readonly Identity[] {
  const [first] = identities;
  if (!first) return [];
  if (first.role !== 'standalone' || first.accountId === null) return [first];
  // Two identities of one account are no two leads.
  const accounts = new Map<string, Identity>();
  for (const identity of identities) {
    const { role, accountId } = identity;
    if (role === 'standalone' && accountId !== null && !accounts.has(accountId))
      accounts.set(accountId, identity);
  }
  return [...accounts.values()];
}

/** The lead of a rule: chosen by the rule's own seed, so that it is the same when the rule runs alone. */
export function leadOf(target: Target, seed: number): Identity | null {
  const leads = leadsOf(target);
  return leads[(seed >>> 0) % leads.length] ?? null;
}

/** The target as a rule sees it: its lead comes first, also among the accounts that are in no organization. */
export function withLead(target: Target, seed: number): Target {
  const lead = leadOf(target, seed);
  if (!lead) return target;
  const { identities, world } = target;
  return {
    ...target,
    identities: [lead, ...identities.filter((identity) => identity !== lead)],
    world: {
      ...world,
      standalone: world.standalone.toSorted(
        (a, b) => Number(b === lead.accountId) - Number(a === lead.accountId),
      ),
    },
  };
}
