import type { Operation } from '../../spec/contract.ts';
import type { Organization, World } from '../../spec/world.ts';
import type { Caller } from '../call.ts';
import type { Clause, Acceptance, Verdict } from './clause.ts';
import { ERRORS, refusedAnyhow, refusedAs, type Refusal } from './refusal.ts';

/** On which account a call acts where it is accepted, and whether it is. */
export interface ContextVerdict extends Verdict {
  readonly accountId: string;
}

/**
 * Whose account a call acts on, by the contract's table of the two contexts.
 * @param accountId the AccountId that is sent; `undefined`: none.
 */
export function whoseAccount(
  world: World,
  caller: Caller,
  operation: Operation,
  accountId: string | undefined,
): ContextVerdict {
  const organization = world.organizations.find(({ id }) => id === caller.organization) ?? null;
  if (accountId === undefined) return ownAccount(organization, caller, operation);
  switch (caller.role) {
    case 'standalone':
      return refused(accountId, 'standalone-account', [
        refusedAs([ERRORS.denied]),
        refusedAnyhow({ breaks: 'should' }),
      ]);
    case 'member':
      return denied(accountId, 'plain-member');
    case 'management':
    case 'delegatedAdmin':
      return organization
        ? administered(organization, caller, operation, accountId)
        : accepted(accountId, 'contested', 'unknown-organization', [refusedAnyhow()]);
  }
}

function ownAccount(
  organization: Organization | null,
  { role, accountId }: Caller,
  operation: Operation,
): ContextVerdict {
  const ofMember = role === 'member' || role === 'delegatedAdmin';
  if (ofMember && operation.changes === 'alternate-contact' && organization && !trusted(organization)) {
    return accepted(accountId, 'should', 'integration-first', [refusedAs([ERRORS.denied]), refusedAnyhow()]);
  }
  return accepted(accountId, 'must', 'own-account');
}

function administered(
  organization: Organization,
  caller: Caller,
  operation: Operation,
  accountId: string,
): ContextVerdict {
  const delegate = caller.role === 'delegatedAdmin';
  const own = accountId === caller.accountId;
  if (own && !delegate) return denied(accountId, 'management-own-account');
  if (accountId === organization.management) {
    return refused(accountId, 'delegate-management-account', [refusedAnyhow()]);
  }
  if (!own && !organization.members.includes(accountId)) {
    return refused(accountId, 'outside-organization', [refusedAnyhow()]);
  }
  if (!trusted(organization)) return denied(accountId, 'trusted-access');
  if (!own) return accepted(accountId, 'must', 'member-of-organization');
  const resource = operation.changes ?? operation.reads;
  return resource === 'alternate-contact'
    ? accepted(accountId, 'must', 'delegate-own-account')
    : accepted(accountId, 'should', 'delegate-own-account', [refusedAnyhow()]);
}

function trusted({ trustedAccess, allFeatures }: Organization): boolean {
  return trustedAccess && allFeatures;
}

function accepted(
  accountId: string,
  acceptance: Acceptance,
  clause: Clause,
  refusals: readonly Refusal[] = [],
): ContextVerdict {
  return { accountId, acceptance, clause, refusals };
}

function denied(accountId: string, clause: Clause): ContextVerdict {
  return refused(accountId, clause, [refusedAs([ERRORS.denied])]);
}

function refused(accountId: string, clause: Clause, refusals: readonly Refusal[]): ContextVerdict {
  return { accountId, acceptance: 'must-refuse', clause, refusals };
}
