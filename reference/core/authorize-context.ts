import type { Organization, World } from '../../spec/world.ts';

/**
 * The account that a call acts on; `null`: the caller may not act on the one that it names.
 * Every `null` is the same answer, so that it tells nobody which accounts exist.
 */
export function targetAccount(world: World, caller: string, named: string | null): string | null {
  if (named === null) return caller;
  const organization = world.organizations.find((one) => accountsOf(one).includes(caller));
  if (!organization?.trustedAccess || !organization.allFeatures) return null;
  if (caller !== organization.management && caller !== organization.delegatedAdmin) return null;
  const isMember = named !== organization.management && accountsOf(organization).includes(named);
  return isMember ? named : null;
}

/** Every account of an organization, its management account first. */
export function accountsOf(organization: Organization): readonly string[] {
  const { management, delegatedAdmin, members } = organization;
  const delegate = delegatedAdmin === null || members.includes(delegatedAdmin) ? [] : [delegatedAdmin];
  return [management, ...delegate, ...members];
}
