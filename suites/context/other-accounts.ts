import type { Caller } from '../../harness/caller.ts';
import type { OrganizationCallers } from '../../harness/callers.ts';
import type { RuleContext } from '../../harness/context.ts';
import { maySend, nonexistentAccount, present } from '../steps/accounts.ts';
import { Blocked } from '../../harness/errors.ts';

/**
 * Accounts that are none of `inside` and may be named: a management account and a member of another organization, one
 * in no organization, and one that does not exist. @throws {Blocked} where there is none.
 */
export function outsideAccounts(context: RuleContext, inside: readonly (string | null)[]): string[] {
  const existing = existingOutside(context, inside);
  const nowhere = nonexistentAccount(context);
  const ids = [...existing, ...(nowhere === null ? [] : [nowhere])];
  if (ids.length === 0)
    throw new Blocked(
      'needs an account outside the organization that may be named: list one in safety.accounts',
    );
  return ids;
}

/** Those of them that exist. */
export function existingOutside(context: RuleContext, inside: readonly (string | null)[]): string[] {
  const { organizations, standalone } = context.target.world;
  const foreign = organizations.find(
    ({ management, trustedAccess, allFeatures }) =>
      trustedAccess && allFeatures && !inside.includes(management),
  );
  const candidates = [foreign?.management, foreign?.members[0], standalone[0]];
  return candidates.filter(
    (id) => id !== undefined && !inside.includes(id) && maySend(context, id),
  ) as string[];
}

/** A member without the delegate's rights, and the accounts that it may try. */
export function plainMember(context: RuleContext): { member: Caller; ids: string[] } {
  const organization = context.callers.organization(
    'an identity of a member',
    (one) => one.members.length > 0,
  );
  const member = present(organization.members[0], 'an identity of a member');
  const inside = accountsOf(organization).filter((id) => id !== member.accountId && maySend(context, id));
  const [outside] = outsideAccounts(context, accountsOf(organization));
  return { member, ids: [...inside, ...(outside === undefined ? [] : [outside])] };
}

/** Every account of an organization, by id. */
export function accountsOf({ managementId, delegateId, memberIds }: OrganizationCallers): string[] {
  return [managementId, ...(delegateId === null ? [] : [delegateId]), ...memberIds];
}
