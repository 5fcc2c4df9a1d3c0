import type { AnswerExpectation } from '../../results/record.ts';
import type { JsonObject } from '../../spec/json.ts';
import { operationOf } from '../../generators/values/input.ts';
import { isOfEmail, type Operation } from '../../spec/contract.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import {
  ACCEPT_UPDATE,
  GET_EMAIL,
  START_UPDATE,
  acceptance,
  bringToEmail,
  endUpdate,
  otherEmail,
  startUpdate,
  tryingUpdate,
} from '../../harness/resources/primary-email.ts';
import { bringTo, transitionOf } from '../../harness/resources/region/change.ts';
import { untilShown } from '../../harness/resources/put-accepted.ts';
import { unlessWaitingIsLong } from '../../harness/properties.ts';
import { ANY_SUCCESS, precondition, type RuleSubject, type Subject } from '../../harness/subject.ts';
import { firstThatHolds } from '../../harness/tries.ts';
import {
  fewer,
  maySend,
  named,
  own,
  ownerOf,
  emailReads,
  managedSubject,
  managersOf,
  present,
} from '../steps/accounts.ts';
import { type ContactKind, contactKindOf, contactsToTry } from '../steps/contact-kinds.ts';
import { LIST } from '../../harness/resources/region/list.ts';
import { CHANGES, changeableRegion } from '../../harness/resources/region/changeable.ts';
import { textMember } from '../../harness/contract-lookup.ts';
import { DENIED } from './row.ts';

/** A caller names accounts on which it has to be refused; the control is its own account without AccountId. */
export async function refusesAll(
  context: RuleContext,
  operation: Operation,
  {
    caller,
    ids,
    errors,
    control = own(caller),
  }: { caller: Caller; ids: readonly string[]; errors: string[]; control?: Subject },
): Promise<void> {
  const runs = Math.ceil(fewer(context) / ids.length);
  for (const id of unlessWaitingIsLong(context.session, ids, 'accounts')) {
    const theirs = id === caller.accountId ? null : ownerOf(context, id);
    const watched = [own(caller), ...(theirs ? [theirs] : [])];
    const refused = caller.refusal(...errors);
    await refusesOn(context, operation, { subject: named(caller, id), control, watched, refused, runs });
  }
}

/** The member's account is only read: writing there may need the integration that is missing. */
export async function refusesWithout(
  context: RuleContext,
  operation: Operation,
  what: string,
  fits: (organization: OrganizationCallers) => boolean,
): Promise<void> {
  const organization = context.callers.organizations.find(
    (one) => fits(one) && one.management && one.memberIds.some((id) => maySend(context, id)),
  );
  const caller = present(
    organization?.management,
    `a management identity of an organization ${what}, with a member`,
  );
  const memberId = present(
    organization?.memberIds.find((id) => maySend(context, id)),
    'a member account',
  );
  const theirs = ownerOf(context, memberId);
  const attempts = [
    { id: memberId, onlyRead: theirs ? [theirs] : [] },
    { id: organization?.managementId ?? memberId, onlyRead: [] },
  ];
  const runs = Math.ceil(fewer(context) / attempts.length);
  for (const { id, onlyRead } of attempts)
    await refusesOn(context, operation, {
      subject: named(caller, id),
      control: own(caller),
      watched: [own(caller)],
      onlyRead,
      refused: caller.refusal(DENIED),
      runs,
    });
}

type OrganizationCallers = RuleContext['callers']['organizations'][number];

/** A call on an account that has to be refused. */
interface Attempt {
  readonly subject: Subject;
  /** The same caller, on an account on which the same call is accepted. */
  readonly control: Subject;
  /** Accounts that must stay as they are, each by an identity that may read and prepare it. */
  readonly watched: readonly Subject[];
  /** Accounts that must stay as they are and are only read. */
  readonly onlyRead?: readonly Subject[];
  readonly refused: AnswerExpectation;
  /** Values to draw; default: what a rule of this form draws. */
  readonly runs?: number;
}

const STATUS = 'GetRegionOptStatus';

/** Sees the control accepted, then the same call refused on another account, and nothing changed in any. */
async function refusesOn(context: RuleContext, operation: Operation, attempt: Attempt): Promise<void> {
  const kind = contactKindOf(operation);
  if (kind) {
    const values = kind.values(context, attempt.watched.length + 2);
    await context.forAny(values, (drawn) => contactRefused(context, kind, operation.name, attempt, drawn), {
      runs: attempt.runs ?? fewer(context),
    });
  } else if (isOfEmail(operation)) await refusesEmail(context, operation.name, attempt);
  else await regionRefused(context, operation, attempt);
}

async function contactRefused(
  context: RuleContext,
  kind: ContactKind,
  operation: string,
  { subject, control, watched, onlyRead = [], refused }: Attempt,
  drawn: readonly JsonObject[],
): Promise<void> {
  const { put, get, key } = kind;
  const store = (one: Subject, value: JsonObject) =>
    one.caller.expect(put, { ...value, ...one.account }).toSucceed();
  // What it shows is for others to judge.
  const statuses = [operationOf(context.contract, operation).successStatus];
  const accepted = (input: JsonObject) =>
    control.caller.expect(operation, { ...input, ...control.account }).toAnswer({ kind: 'status', statuses });
  const [sent = {}] = await precondition(() =>
    firstThatHolds(context.session, contactsToTry(context, kind, drawn), async ({ values }) => {
      const [value = {}, first = {}, ...kept] = values;
      const input = operation === put ? value : key(value);
      await store(control, first);
      // A read may lag what is stored, so it is asked when all is.
      if (operation !== get) await accepted(input);
      for (const [index, one] of watched.entries()) {
        await store(one, kept[index] ?? {});
        // What it shows is not in question, only that it shows the same afterwards.
        const read = { operation: get, input: { ...key(value), ...one.account } };
        await untilShown({ context, ...one }, read, kind.inner(kept[index] ?? {}));
      }
      if (operation === get) await accepted(input);
      return values;
    }),
  );
  const input = operation === put ? sent : key(sent);
  const reads = [...watched, ...onlyRead].map((one) => ({
    caller: one.caller,
    operation: get,
    input: { ...key(sent), ...one.account },
  }));
  await expectUnchanged(context, reads, () =>
    subject.caller.expect(operation, { ...input, ...subject.account }).toAnswer(refused),
  );
}

/** Changing takes its time on a real target, so the control of a change is that the caller can read the region. */
async function regionRefused(
  context: RuleContext,
  { name, changes }: Operation,
  { subject, control, watched, onlyRead = [], refused }: Attempt,
): Promise<void> {
  const RegionName = await changeableRegion(
    { context, ...control },
    CHANGES.find(({ request }) => request === name),
  );
  const input = name === LIST ? {} : { RegionName };
  await precondition(async () => {
    const read = changes === 'region' ? STATUS : name;
    await control.caller.expect(read, { ...input, ...control.account }).toAnswer(ANY_SUCCESS);
    // From this status the change would be accepted.
    if (changes !== 'region') return;
    for (const one of watched) await bringTo({ context, ...one }, RegionName, transitionOf(name).from);
  });
  const reads = [...watched, ...onlyRead].map((one) => ({
    caller: one.caller,
    operation: STATUS,
    input: { RegionName, ...one.account },
  }));
  await expectUnchanged(context, reads, () =>
    subject.caller.expect(name, { ...input, ...subject.account }).toAnswer(refused),
  );
}

/** Sees the call accepted from a manager of the account, or of another one, then refused and without effect. */
async function refusesEmail(
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
  // A service that accepts it once more may change the address some time later.
  if (operation === START_UPDATE) await endUpdate(ruleSubject, email);
  await expectUnchanged(context, [...update, ...emailReads([accepted])], () =>
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
