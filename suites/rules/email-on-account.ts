import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { leavesAsRead } from '../../harness/resources/expect-unchanged.ts';
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
import type { Stage } from '../../harness/subject.ts';
import { asControl, returning } from '../../harness/subject.ts';
import { textMember } from '../../harness/text-member.ts';
import type { View } from './account-views.ts';
import { named } from './account-views.ts';
import { managed } from './context-row.ts';
import type { Attempt } from './refused-on-account.ts';

/** Proves that an operation on primary e-mail addresses acts on the account that a view names, and on no other. */
export async function actsOnEmail(context: RuleContext, operation: string, view: View): Promise<void> {
  const id = textMember(view.account, 'AccountId');
  const managers = managersOf(context, id);
  const [manager = view] = managers;
  if (operation === GET_EMAIL) {
    const other = managers.find(({ caller }) => caller.identity !== view.caller.identity) ?? manager;
    const { output } = await other.caller.expect(GET_EMAIL, other.account).toSucceed();
    await view.caller.expect(GET_EMAIL, view.account).toAnswer(returning(output ?? {}));
    return;
  }
  const stage = { context, ...view };
  const email = otherEmail(stage, 'new address');
  await asControl(async () => {
    await bringToEmail({ context, ...manager }, otherEmail(stage));
    if (operation === ACCEPT_UPDATE) await startUpdate(stage, email);
  });
  await leavesAsRead(context, readsOf(othersManagedBy(context, id)), async () => {
    if (operation === START_UPDATE) await startUpdate(stage, email);
    await acceptUpdate(stage, email);
  });
  await manager.caller.eventually(GET_EMAIL, manager.account, showing(email));
}

/** Sees the call accepted from a manager of the account, or of another one, then refused and without effect. */
export async function refusesEmail(
  context: RuleContext,
  operation: string,
  { view, control, refused }: Attempt,
): Promise<void> {
  const id = textMember(view.account, 'AccountId');
  const [manager = null] = managersOf(context, id);
  const accepted = manager ?? (control.account['AccountId'] === undefined ? managedView(context) : control);
  const stage = { context, ...accepted };
  const email = otherEmail(stage, 'refused address');
  await asControl(async () => {
    await accepted.caller.expect(GET_EMAIL, accepted.account).toSucceed();
    if (operation === GET_EMAIL) return;
    await bringToEmail(stage, email);
    await bringToEmail(stage, otherEmail(stage));
    // Where the account has a manager, it is only the caller that is wrong.
    if (operation === ACCEPT_UPDATE) await startUpdate(stage, email);
  });
  // A refused start leaves nothing that a manager could accept.
  const update =
    operation === START_UPDATE ? [{ caller: accepted.caller, ...tryingUpdate(stage, email) }] : [];
  await leavesAsRead(context, [...update, ...readsOf([accepted])], () =>
    view.caller.expect(operation, inputOf(operation, { context, ...view }, email)).toAnswer(refused),
  );
  if (operation === ACCEPT_UPDATE) await endUpdate(stage, email);
}

function inputOf(operation: string, stage: Stage, email: string): JsonObject {
  if (operation === GET_EMAIL) return stage.account;
  return operation === START_UPDATE ? { ...stage.account, PrimaryEmail: email } : acceptance(stage, email);
}

function readsOf(views: readonly View[]) {
  return views.map(({ caller, account }) => ({ caller, operation: GET_EMAIL, input: account }));
}

/** Those who may surely name an account, the management account first. */
function managersOf(context: RuleContext, id: string): View[] {
  const troupe = managingTroupe(context, id);
  const delegate = troupe?.delegateId === id ? null : troupe?.delegate;
  return [troupe?.management, delegate].flatMap((caller) => (caller ? [named(caller, id)] : []));
}

/** The other members of its organization, named by its management account. */
export function othersManagedBy(context: RuleContext, id: string): View[] {
  const { memberIds = [] } = managingTroupe(context, id) ?? {};
  return memberIds
    .filter((member) => member !== id)
    .flatMap((member) => managersOf(context, member).slice(0, 1))
    .slice(0, MOST_OTHERS);
}

/** Other accounts that are watched: one more costs two requests. */
const MOST_OTHERS = 3;

function managingTroupe({ cast }: RuleContext, id: string) {
  return cast.troupes.find(
    ({ trustedAccess, allFeatures, memberIds, delegateId }) =>
      trustedAccess && allFeatures && (memberIds.includes(id) || delegateId === id),
  );
}

/** A member by a management account. @throws {Blocked} where there is none. */
export function managedView(context: RuleContext): View {
  const { management, memberId } = managed(context);
  return named(management, memberId);
}
