import type { Operation } from '../../spec/contract.ts';
import { isOfEmail } from '../../spec/operation-facts.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region-change.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import type { Stage } from '../../harness/subject.ts';
import { accepting, asControl } from '../../harness/subject.ts';
import type { ContactKind } from './account-contacts.ts';
import { contactKindOf, lacks, shows, store } from './account-contacts.ts';
import type { View } from './account-views.ts';
import { changeableRegion } from './changeable-regions.ts';
import { actsOnEmail } from './email-on-account.ts';
import { LIST, listed, walk } from './listing-steps.ts';

/** An account, and the accounts beside it. */
export interface Reached {
  /** How the rule reaches it. */
  readonly view: View;
  /** The same account by its own identity; `null`: there is none, or it is the view itself. */
  readonly owner: View | null;
  /** Other accounts, each by its own identity: what must not be touched in its stead. */
  readonly others: readonly View[];
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
      (drawn) => accepting(name, reached.view, () => contactActs(kind, name, reached, drawn)),
      { runs: fewer(context) },
    );
    return;
  }
  await accepting(name, reached.view, () => {
    if (isOfEmail(operation)) return actsOnEmail(context, name, reached.view);
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
  { view, owner, others }: Reached,
  [before = {}, after = {}, ...beside]: JsonObject[],
): Promise<void> {
  const { caller, account } = view;
  const proof = owner ?? view;
  await asControl(async () => {
    for (const [index, other] of others.entries()) await store(kind, other, beside[index] ?? {});
    await store(kind, proof, before);
  });
  if (operation === kind.put) {
    await caller.expect(operation, { ...after, ...account }).toSucceed();
    await shows(kind, proof, after);
  } else if (operation === kind.get) await shows(kind, view, before);
  else {
    await caller.expect(operation, { ...kind.key(before), ...account }).toSucceed();
    await lacks(kind, proof, before);
  }
  for (const [index, other] of others.entries()) await shows(kind, other, beside[index] ?? {});
}

async function changeActs(
  context: RuleContext,
  operation: string,
  { view, owner, others }: Reached,
): Promise<void> {
  const change = transitionOf(operation);
  const stage = { context, ...view };
  const proof = { context, ...(owner ?? view) };
  const RegionName = await changeableRegion(proof);
  await asControl(async () => {
    await bringTo(proof, RegionName, change.from);
    // Where the others have the same status, a change of the wrong account succeeds and shows.
    for (const other of others) await bringTo({ context, ...other }, RegionName, change.from);
  });
  await changeAndSettle(stage, { RegionName, ...view.account }, change);
  await hasStatus(proof, RegionName, change.to);
  for (const other of others) await hasStatus({ context, ...other }, RegionName, change.from);
}

async function hasStatus(stage: Stage, RegionName: string, RegionOptStatus: string): Promise<void> {
  const { caller, account } = stage;
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
  { view, owner, others }: Reached,
): Promise<void> {
  const proof = { context, ...(owner ?? view) };
  const telling = await tellingRegion(proof, others);
  const statuses = await readRegions(proof.caller, proof.account);
  if (operation === LIST) {
    await walk(view.caller, view.account, statuses);
    return;
  }
  const stage = { context, ...view };
  await hasStatus(stage, telling, statuses[telling] ?? '');
}

/** A region that differs already, so that none has to be changed; else one that is made to. */
async function tellingRegion(proof: Stage, others: readonly View[]): Promise<string> {
  const mine = await readRegions(proof.caller, proof.account);
  const theirs: Readonly<Record<string, string>>[] = [];
  for (const other of others) theirs.push(await listed(other.caller, other.account));
  const differs = (name: string) => theirs.every((statuses) => statuses[name] !== mine[name]);
  const { pending } = loadLifecycle();
  const found = Object.keys(mine).find((name) => differs(name) && !pending.includes(mine[name] ?? ''));
  if (found !== undefined && others.length > 0) return found;
  const region = await changeableRegion(proof);
  const { from, to } = transitionOf(ENABLE);
  await asControl(async () => {
    await bringTo(proof, region, to);
    for (const other of others) await bringTo({ context: proof.context, ...other }, region, from);
  });
  return region;
}
