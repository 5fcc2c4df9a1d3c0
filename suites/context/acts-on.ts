import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { isOfEmail, type Operation } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import {
  ACCEPT_UPDATE,
  GET_EMAIL,
  START_UPDATE,
  acceptUpdate,
  bringToEmail,
  otherEmail,
  startUpdate,
} from '../../harness/resources/primary-email.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region/change.ts';
import {
  requireAccepted,
  precondition,
  returning,
  type RuleSubject,
  type Subject,
} from '../../harness/subject.ts';
import { firstThatHolds } from '../../harness/tries.ts';
import { fewer, emailReads, managersOf, othersManagedBy } from '../steps/accounts.ts';
import { type ContactKind, type Contacts, contactKindOf, contactsToTry } from '../steps/contact-kinds.ts';
import { missing } from '../steps/contacts.ts';
import { LIST, listed, walk } from '../../harness/resources/region/list.ts';
import { changeableRegion } from '../../harness/resources/region/changeable.ts';
import { textMember } from '../../harness/contract-lookup.ts';

/** An account, and the accounts beside it. */
interface Reached {
  /** How the rule reaches it. */
  readonly subject: Subject;
  /** The same account by its own identity; `null`: there is none, or it is the subject's own. */
  readonly owner: Subject | null;
  /** Other accounts, each by its own identity: what must not be touched in its stead. */
  readonly others: readonly Subject[];
}

const STATUS = 'GetRegionOptStatus';

const ENABLE = 'EnableRegion';

/** Proves that an operation acts on the account that is reached, and on no other. */
export async function actsOn(context: RuleContext, operation: Operation, reached: Reached): Promise<void> {
  const kind = contactKindOf(operation);
  const { name } = operation;
  if (kind) {
    const values = kind.values(context, reached.others.length + 2);
    await context.forAny(
      values,
      (drawn) =>
        requireAccepted(name, reached.subject, () => contactActs(context, kind, name, reached, drawn)),
      { runs: fewer(context) },
    );
    return;
  }
  await requireAccepted(name, reached.subject, () => {
    if (isOfEmail(operation)) return actsOnEmail(context, name, reached.subject);
    return operation.changes === 'region'
      ? changeActs(context, name, reached)
      : regionReadActs(context, name, reached);
  });
}

async function contactActs(
  context: RuleContext,
  kind: ContactKind,
  operation: string,
  { subject, owner, others }: Reached,
  drawn: readonly JsonObject[],
): Promise<void> {
  const { caller, account } = subject;
  const proof = owner ?? subject;
  const { put, get, key } = kind;
  const store = (one: Subject, value: JsonObject) =>
    one.caller.expect(put, { ...value, ...one.account }).toSucceed();
  const read = (one: Subject, value: JsonObject, { shows }: Contacts) =>
    one.caller.eventually(get, { ...key(value), ...one.account }, shows(value));
  const stored = await precondition(() =>
    firstThatHolds(context.session, contactsToTry(context, kind, drawn), async (contacts) => {
      const [before = {}, after = {}, ...beside] = contacts.values;
      // All are stored first: where reads lag, one wait is enough.
      for (const [index, other] of others.entries()) await store(other, beside[index] ?? {});
      for (const [index, other] of others.entries()) await read(other, beside[index] ?? {}, contacts);
      // That this contact is accepted is not in question when it is put again.
      if (operation === put) await store(proof, after);
      await store(proof, before);
      await read(proof, before, contacts);
      return contacts;
    }),
  );
  const [before = {}, after = {}, ...beside] = stored.values;
  if (operation === put) {
    await store(subject, after);
    await read(proof, after, stored);
  } else if (operation === get) await read(subject, before, stored);
  else {
    await caller.expect(operation, { ...key(before), ...account }).toSucceed();
    await missing(proof.caller, before, proof.account);
  }
  for (const [index, other] of others.entries()) await read(other, beside[index] ?? {}, stored);
}

async function changeActs(
  context: RuleContext,
  operation: string,
  { subject, owner, others }: Reached,
): Promise<void> {
  const change = transitionOf(operation);
  const ruleSubject = { context, ...subject };
  const proof = { context, ...(owner ?? subject) };
  const RegionName = await changeableRegion(proof, change);
  await precondition(async () => {
    await bringTo(proof, RegionName, change.from);
    // Where the others have the same status, a change of the wrong account succeeds and shows.
    for (const other of others) await bringTo({ context, ...other }, RegionName, change.from);
  });
  await changeAndSettle(ruleSubject, { RegionName, ...subject.account }, change);
  await hasStatus(proof, RegionName, change.to);
  for (const other of others) await hasStatus({ context, ...other }, RegionName, change.from);
}

async function hasStatus(
  ruleSubject: RuleSubject,
  RegionName: string,
  RegionOptStatus: string,
): Promise<void> {
  const { caller, account } = ruleSubject;
  await caller.eventually(
    STATUS,
    { RegionName, ...account },
    { kind: 'success', output: { RegionName, RegionOptStatus }, outputMatch: 'equal' },
  );
}

/** The account that is reached has a region whose status is another than in the accounts beside it. */
async function regionReadActs(
  context: RuleContext,
  operation: string,
  { subject, owner, others }: Reached,
): Promise<void> {
  const proof = { context, ...(owner ?? subject) };
  const telling = await tellingRegion(proof, others);
  const statuses = await readRegions(proof.caller, proof.account);
  if (operation === LIST) {
    await walk(subject.caller, subject.account, statuses);
    return;
  }
  const ruleSubject = { context, ...subject };
  await hasStatus(ruleSubject, telling, statuses[telling] ?? '');
}

/** A region that differs already, so that none has to be changed; else one that is made to. */
async function tellingRegion(proof: RuleSubject, others: readonly Subject[]): Promise<string> {
  const mine = await readRegions(proof.caller, proof.account);
  const theirs: Readonly<Record<string, string>>[] = [];
  for (const other of others) theirs.push(await listed(other.caller, other.account));
  const differs = (name: string) => theirs.every((statuses) => statuses[name] !== mine[name]);
  const { pending } = loadLifecycle();
  const found = Object.keys(mine).find((name) => differs(name) && !pending.includes(mine[name] ?? ''));
  if (found !== undefined && others.length > 0) return found;
  const region = await changeableRegion(proof);
  const { from, to } = transitionOf(ENABLE);
  await precondition(async () => {
    await bringTo(proof, region, to);
    for (const other of others) await bringTo({ context: proof.context, ...other }, region, from);
  });
  return region;
}

/** Proves that an operation on primary e-mail addresses acts on the account that a subject names, and on no other. */
async function actsOnEmail(context: RuleContext, operation: string, subject: Subject): Promise<void> {
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
  await expectUnchanged(context, emailReads(othersManagedBy(context, id)), async () => {
    if (operation === START_UPDATE) await startUpdate(ruleSubject, email);
    await acceptUpdate(ruleSubject, email, { context, ...manager });
  });
}
