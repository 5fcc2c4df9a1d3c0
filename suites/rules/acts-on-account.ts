import type { Operation } from '../../spec/contract.ts';
import { isOfEmail } from '../../spec/operation-facts.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region-change.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { requireAccepted, precondition, type RuleSubject } from '../../harness/subject.ts';
import { contactKindOf, lacks, shows, store, type ContactKind } from './account-contacts.ts';
import type { Subject } from './account-views.ts';
import { changeableRegion } from './changeable-regions.ts';
import { actsOnEmail } from './email-on-account.ts';
import { LIST, listed, walk } from './listing-steps.ts';

/** An account, and the accounts beside it. */
export interface Reached {
  /** How the rule reaches it. */
  readonly subject: Subject;
  /** The same account by its own identity; `null`: there is none, or it is the view itself. */
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
      (drawn) => requireAccepted(name, reached.subject, () => contactActs(kind, name, reached, drawn)),
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

/** There are many rules of this form; together they draw as many values as others do. */
export function fewer({ session }: RuleContext): number {
  return Math.ceil(session.environment.runs / 8);
}

async function contactActs(
  kind: ContactKind,
  operation: string,
  { subject, owner, others }: Reached,
  [before = {}, after = {}, ...beside]: JsonObject[],
): Promise<void> {
  const { caller, account } = subject;
  const proof = owner ?? subject;
  await precondition(async () => {
    for (const [index, other] of others.entries()) await store(kind, other, beside[index] ?? {});
    await store(kind, proof, before);
  });
  if (operation === kind.put) {
    await caller.expect(operation, { ...after, ...account }).toSucceed();
    await shows(kind, proof, after);
  } else if (operation === kind.get) await shows(kind, subject, before);
  else {
    await caller.expect(operation, { ...kind.key(before), ...account }).toSucceed();
    await lacks(kind, proof, before);
  }
  for (const [index, other] of others.entries()) await shows(kind, other, beside[index] ?? {});
}

async function changeActs(
  context: RuleContext,
  operation: string,
  { subject, owner, others }: Reached,
): Promise<void> {
  const change = transitionOf(operation);
  const ruleSubject = { context, ...subject };
  const proof = { context, ...(owner ?? subject) };
  const RegionName = await changeableRegion(proof);
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
