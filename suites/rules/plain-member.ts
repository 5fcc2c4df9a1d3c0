import type { Caller } from '../../harness/caller.ts';
import type { OrganizationCallers } from '../../harness/callers.ts';
import type { RuleContext } from '../../harness/context.ts';
import { maySend } from './account-views.ts';
import { present } from './context-row.ts';
import { outsideAccounts } from './outside-accounts.ts';

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
