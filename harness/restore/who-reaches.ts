import type { Identity, Target } from '../../targets/target.ts';

/** Who acts on an account where its state is put back. `null`: nobody can. */
export function reachedBy(account: string, target: Target): Identity | null {
  const own = target.identities.find((identity) => accountOf(identity) === account);
  return own ?? managerOf(account, target);
}

/** The identity of the management account of which an account is a member. `null`: it has none. */
export function managerOf(account: string, { identities, world }: Target): Identity | null {
  const organization = world.organizations.find(({ members }) => members.includes(account));
  const manager = identities.find(
    ({ accountId }) => accountId !== null && accountId === organization?.management,
  );
  return manager ?? null;
}

/** Whether it may act on accounts of its organization. */
export function mayNameAccounts({ role }: Identity): boolean {
  return role === 'management' || role === 'delegatedAdmin';
}

/** Its account; a name of its own where that is not known. */
export function accountOf(identity: Identity): string {
  return identity.accountId ?? `@${identity.name}`;
}
