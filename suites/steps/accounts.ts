import fc from 'fast-check';
import { accountsOfWorld } from '../../spec/world.ts';
import { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Subject } from '../../harness/subject.ts';
import type { OrganizationCallers } from '../../harness/callers.ts';
import { GET_EMAIL } from '../../harness/resources/primary-email.ts';
import { Blocked } from '../../harness/errors.ts';

/** One caller per account of which there are credentials. */
export function callersOf({ target, session }: Pick<RuleContext, 'target' | 'session'>): Caller[] {
  const first = target.identities.filter(
    ({ accountId }, at, all) =>
      accountId !== null && all.findIndex((one) => one.accountId === accountId) === at,
  );
  return first.map((identity) => new Caller(session, identity));
}

export function own(caller: Caller): Subject {
  return { caller, account: {} };
}

export function named(caller: Caller, accountId: string): Subject {
  return { caller, account: { AccountId: accountId } };
}

/** The account by its own identity; `null`: there are no credentials of it. */
export function ownerOf(context: RuleContext, accountId: string): Subject | null {
  const caller = callersOf(context).find((one) => one.accountId === accountId);
  return caller ? own(caller) : null;
}

/** Whether requests of this run may name the account at all. */
export function maySend({ target }: RuleContext, accountId: string): boolean {
  return (
    target.loopback ||
    target.safety.accounts.includes(accountId) ||
    target.identities.some((identity) => identity.accountId === accountId)
  );
}

/** Accounts that emulators have from the start, beside those whose digits are all one. */
const USUAL_ACCOUNTS = new Set(['123456789012']);
const ONE_DIGIT = /^(\d)\1*$/;
const ACCOUNT_DIGITS = 12;

/** On loopback: an id that the seed draws, which no service can have from the start. */
function inventedAccount({ seed }: RuleContext, known: ReadonlySet<string | null>): string {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), {
    minLength: ACCOUNT_DIGITS,
    maxLength: ACCOUNT_DIGITS,
  });
  const ids = fc.sample(fc.noBias(digits.map((drawn) => drawn.join(''))), { seed, numRuns: known.size + 3 });
  const isUsual = (id: string) => USUAL_ACCOUNTS.has(id) || ONE_DIGIT.test(id);
  return ids.find((id) => !known.has(id) && !isUsual(id)) ?? ids[0] ?? '';
}

/** An account id that may be sent and that names no account; `null`: none is configured. */
export function nonexistentAccount(context: RuleContext): string | null {
  const { target } = context;
  const known = new Set([
    ...accountsOfWorld(target.world),
    ...target.identities.map(({ accountId }) => accountId),
  ]);
  const listed = target.safety.accounts.find((id) => !known.has(id)) ?? null;
  return listed ?? (target.loopback ? inventedAccount(context, known) : null);
}

/** There are many rules of this form; together they draw as many values as others do. */
export function fewer({ session }: RuleContext): number {
  return Math.ceil(session.environment.runs / 8);
}

/** The first organization with a management identity and a member that may be named. @throws {Blocked} without. */
export function managed(context: RuleContext): {
  organization: OrganizationCallers;
  management: Caller;
  memberId: string;
} {
  const organization = context.callers.organization(
    'a management identity and a member account that may be named',
    (one) => one.management !== null && namedMember(context, one) !== null,
  );
  return {
    organization,
    management: present(organization.management, 'a management identity'),
    memberId: present(namedMember(context, organization), 'a member account'),
  };
}

/** The same for a delegated administrator. @throws {Blocked} without. */
export function delegated(context: RuleContext): {
  organization: OrganizationCallers;
  delegate: Caller;
  memberId: string;
} {
  const organization = context.callers.organization(
    'an identity of a delegated administrator and another member account that may be named',
    (one) => one.delegate !== null && namedMember(context, one) !== null,
  );
  return {
    organization,
    delegate: present(organization.delegate, 'a delegated administrator'),
    memberId: present(namedMember(context, organization), 'a member account'),
  };
}

/** A member that is not a delegate: one with credentials if there is one. */
function namedMember(context: RuleContext, { memberIds, members }: OrganizationCallers): string | null {
  const withIdentity = members.flatMap(({ accountId }) => accountId ?? []);
  return [...withIdentity, ...memberIds].find((id) => maySend(context, id)) ?? null;
}

/** @throws {Blocked} where it is missing. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new Blocked(`needs ${what}: configure it under organizations of the target`);
  return value;
}

/** A member by a management account. @throws {Blocked} where there is none. */
export function managedSubject(context: RuleContext): Subject {
  const { management, memberId } = managed(context);
  return named(management, memberId);
}

/** Those who may surely name an account, the management account first. */
export function managersOf(context: RuleContext, id: string): Subject[] {
  const organization = managedOrganization(context, id);
  const delegate = organization?.delegateId === id ? null : organization?.delegate;
  return [organization?.management, delegate].flatMap((caller) => (caller ? [named(caller, id)] : []));
}

/** The other members of its organization, named by its management account. */
export function othersManagedBy(context: RuleContext, id: string): Subject[] {
  const { memberIds = [] } = managedOrganization(context, id) ?? {};
  return memberIds
    .filter((member) => member !== id)
    .flatMap((member) => managersOf(context, member).slice(0, 1))
    .slice(0, MOST_OTHERS);
}

/** Other accounts that are watched: one more costs two requests. */
const MOST_OTHERS = 3;

function managedOrganization({ callers }: RuleContext, id: string) {
  return callers.organizations.find(
    ({ trustedAccess, allFeatures, memberIds, delegateId }) =>
      trustedAccess && allFeatures && (memberIds.includes(id) || delegateId === id),
  );
}

export function emailReads(subjects: readonly Subject[]) {
  return subjects.map(({ caller, account }) => ({ caller, operation: GET_EMAIL, input: account }));
}
