import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import {
  ACCEPT_UPDATE,
  GET_EMAIL,
  START_UPDATE,
  acceptUpdate,
  acceptance,
  bringToEmail,
  endUpdate,
  otherEmail,
  showing,
  startUpdate,
  tryingUpdate,
} from '../../harness/resources/primary-email.ts';
import { precondition, returning, type RuleSubject } from '../../harness/subject.ts';
import { textMember } from '../../harness/text-member.ts';
import { named, type Subject } from './account-views.ts';
import { managed } from './context-row.ts';
import type { Attempt } from './refused-on-account.ts';

/** Proves that an operation on primary e-mail addresses acts on the account that a view names, and on no other. */
export async function actsOnEmail(context: RuleContext, operation: string, subject: Subject): Promise<void> {
  const id = textMember(subject.account, 'AccountId');
  const managers = managersOf(context, id);
  const [manager = subject] = managers;
  if (operation === GET_EMAIL) {
    const other = managers.find(({ caller }) => caller.identity !== subject.caller.identity) ?? manager;
    const { output } = await other.caller.expect(GET_EMAIL, other.account).toSucceed();
    await subject.caller.expect(GET_EMAIL, subject.account).toAnswer(returning(output ?? {}));
    return;
  }
  const ruleSubject = { context, ...subject };
  const email = otherEmail(ruleSubject, 'new address');
  await precondition(async () => {
    await bringToEmail({ context, ...manager }, otherEmail(ruleSubject));
    if (operation === ACCEPT_UPDATE) await startUpdate(ruleSubject, email);
  });
  await expectUnchanged(context, readsOf(othersManagedBy(context, id)), async () => {
    if (operation === START_UPDATE) await startUpdate(ruleSubject, email);
    await acceptUpdate(ruleSubject, email);
  });
  await manager.caller.eventually(GET_EMAIL, manager.account, showing(email));
}

/** Sees the call accepted from a manager of the account, or of another one, then refused and without effect. */
export async function refusesEmail(
  context: RuleContext,
  operation: string,
  { subject, control, refused }: Attempt,
): Promise<void> {
  const id = textMember(subject.account, 'AccountId');
  const [manager = null] = managersOf(context, id);
  const accepted =
    manager ?? (control.account['AccountId'] === undefined ? managedSubject(context) : control);
  const ruleSubject = { context, ...accepted };
  const email = otherEmail(ruleSubject, 'refused address');
  await precondition(async () => {
    await accepted.caller.expect(GET_EMAIL, accepted.account).toSucceed();
    if (operation === GET_EMAIL) return;
    await bringToEmail(ruleSubject, email);
    await bringToEmail(ruleSubject, otherEmail(ruleSubject));
    // Where the account has a manager, it is only the caller that is wrong.
    if (operation === ACCEPT_UPDATE) await startUpdate(ruleSubject, email);
  });
  // A refused start leaves nothing that a manager could accept.
  const update =
    operation === START_UPDATE ? [{ caller: accepted.caller, ...tryingUpdate(ruleSubject, email) }] : [];
  await expectUnchanged(context, [...update, ...readsOf([accepted])], () =>
    subject.caller.expect(operation, inputOf(operation, { context, ...subject }, email)).toAnswer(refused),
  );
  if (operation === ACCEPT_UPDATE) await endUpdate(ruleSubject, email);
}

function inputOf(operation: string, ruleSubject: RuleSubject, email: string): JsonObject {
  if (operation === GET_EMAIL) return ruleSubject.account;
  return operation === START_UPDATE
    ? { ...ruleSubject.account, PrimaryEmail: email }
    : acceptance(ruleSubject, email);
}

function readsOf(subjects: readonly Subject[]) {
  return subjects.map(({ caller, account }) => ({ caller, operation: GET_EMAIL, input: account }));
}

/** Those who may surely name an account, the management account first. */
function managersOf(context: RuleContext, id: string): Subject[] {
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

/** A member by a management account. @throws {Blocked} where there is none. */
export function managedSubject(context: RuleContext): Subject {
  const { management, memberId } = managed(context);
  return named(management, memberId);
}
