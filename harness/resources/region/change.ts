import { type JsonObject, own } from '../../../spec/json.ts';
import { loadLifecycle, type Transition } from '../../../spec/load-lifecycle.ts';
import { Refutation } from '../../errors.ts';
import { pollUntil } from '../../poll.ts';
import { readRegions } from './catalogue.ts';
import { hasList, hasStatus, LIST } from './list.ts';
import type { AccountRegions } from './plan.ts';
import {
  accountConcerned,
  accountsOf,
  precondition,
  ordinarily,
  type EffectCheck,
  type RuleSubject,
} from '../../subject.ts';
import { expectUnchangedFor } from '../expect-unchanged.ts';
import { textMember } from '../../contract-lookup.ts';

const STATUS = 'GetRegionOptStatus';

/** Changing a region: it is on its way, then there; what is refused leaves every status as it was. */
export const regionChangeCheck: EffectCheck = {
  async accept(subject, operation, input, { send = ordinarily(subject, operation, input) } = {}) {
    const change = transitionOf(operation);
    await precondition(() => bringTo(subject, textMember(input, 'RegionName'), change.from));
    await changeAndSettle(subject, input, change, send);
  },

  async refuse(subject, operation, { control, attempt }) {
    const change = transitionOf(operation);
    const region = textMember(control, 'RegionName');
    await precondition(async () => {
      await bringTo(subject, region, change.from);
      if (isShown(subject, change)) return;
      await changeTo(subject, control, change);
      await bringTo(subject, region, change.from);
    });
    const reads = accountsOf(subject).map((account) =>
      hasStatus(subject.context)
        ? { operation: STATUS, input: { ...account, RegionName: region } }
        : { operation: LIST, input: account },
    );
    await expectUnchangedFor(subject, reads, attempt);
  },
};

/** The way of a region that this operation starts. */
export function transitionOf(operation: string): Transition {
  const found = loadLifecycle().transitions.find(({ request }) => request === operation);
  if (!found) throw new RangeError(`${operation} does not start a region change`);
  return found;
}

/** Sends the change and waits until it is done; every status on the way is one that the lifecycle allows. */
export async function changeAndSettle(
  subject: RuleSubject,
  input: JsonObject,
  change: Transition,
  send = ordinarily(subject, change.request, input),
): Promise<void> {
  await changing(subject, change, async () => {
    await send({ kind: 'success' });
    await untilChanged(subject, input, change);
  });
  subject.context.regions.show(subjectName(subject), change.request);
}

/** Makes a change within the plan, from its request until the region is settled. @throws {RegionBudgetSpent} */
export async function changing(
  subject: RuleSubject,
  { request }: Transition,
  make: () => Promise<void>,
): Promise<void> {
  await subject.context.regions.change(request, make);
}

async function untilChanged(subject: RuleSubject, input: JsonObject, change: Transition): Promise<void> {
  const { account } = subject;
  const region = textMember(input, 'RegionName');
  if (!hasStatus(subject.context)) {
    const last = await settled(subject, region);
    if (last === change.to) return;
    throw otherwise(subject, region, change.to, last);
  }
  await showsChange(subject, { ...account, RegionName: input['RegionName'] ?? null }, change);
  await reaches(subject, region, change.to);
}

/** Sees a region on its way or there, and so a read that is as new as the change. */
export async function showsChange(
  { caller }: RuleSubject,
  input: JsonObject,
  change: Transition,
): Promise<void> {
  const seen = [change.via, change.to].map((status) => ({
    kind: 'success' as const,
    output: { RegionName: textMember(input, 'RegionName'), RegionOptStatus: status },
  }));
  await caller.expect(STATUS, input).toAnswer({ kind: 'any-of', of: seen });
}

/** What was learned of the regions of the subject's account. */
export function settling(subject: RuleSubject): AccountRegions {
  return subject.context.regions.of(accountConcerned(subject));
}

/** Tells how a region was left that the rule waited for. */
export function leftRegion(subject: RuleSubject, region: string, status: string | null): void {
  subject.context.session.leftRegion(accountConcerned(subject), region, status);
}

/** Sees a region reach a status, in the time that it has. */
export async function reaches(subject: RuleSubject, region: string, status: string): Promise<void> {
  const { caller, account, context } = subject;
  const expected = { kind: 'success' as const, output: { RegionName: region, RegionOptStatus: status } };
  const withinMs = settling(subject).patience(region);
  try {
    await caller.eventually(STATUS, { ...account, RegionName: region }, expected, { withinMs });
  } catch (error) {
    const last = context.session.calls.at(-1)?.answer.output?.['RegionOptStatus'];
    if (error instanceof Refutation) leftRegion(subject, region, typeof last === 'string' ? last : null);
    throw error;
  }
}

/** Whether another rule made this change already for the subject, where each one takes long: it serves both. */
export function isShown(subject: RuleSubject, { request }: Transition): boolean {
  return subject.context.regions.wasShown(subjectName(subject), request);
}

/** Who asks, and on whose account. */
function subjectName({ caller, account }: RuleSubject): string {
  return `${caller.identity.name} ${JSON.stringify(account)}`;
}

/**
 * Makes sure that a region has a status from which a change can start; what is pending is waited for.
 * @throws {Refutation} where it stays pending.
 */
export async function bringTo(subject: RuleSubject, region: string, status: string): Promise<void> {
  const now = await settled(subject, region);
  if (now === status) return;
  if (now !== null && loadLifecycle().pending.includes(now)) {
    leftRegion(subject, region, now);
    const asked = {
      operation: STATUS,
      identity: subject.caller.identity,
      accountId: subject.account['AccountId'],
    };
    throw new Refutation(`${STATUS}: ${region} settles`, `it stays ${now}`, 'listed otherwise', asked);
  }
  const change = loadLifecycle().transitions.find(({ from, to }) => from === now && to === status);
  if (change) await changeTo(subject, { ...subject.account, RegionName: region }, change);
}

/** Makes a change and sees it done, by whichever read shows it: how it is shown on the way is not a control's concern. */
async function changeTo(subject: RuleSubject, input: JsonObject, change: Transition): Promise<void> {
  const region = textMember(input, 'RegionName');
  await changing(subject, change, async () => {
    await ordinarily(subject, change.request, input)({ kind: 'success' });
    const last = await watch(subject, region, (now) => now === change.to);
    if (last === change.to) return;
    leftRegion(subject, region, last);
    throw otherwise(subject, region, change.to, last);
  });
  subject.context.regions.show(subjectName(subject), change.request);
}

function otherwise(
  { caller, account, context }: RuleSubject,
  region: string,
  wanted: string,
  last: string | null,
): Refutation {
  const operation = hasStatus(context) ? STATUS : LIST;
  const asked = { operation, identity: caller.identity, accountId: account['AccountId'] };
  return new Refutation(
    `${operation}: ${region} is ${wanted}`,
    `it is ${last ?? 'not listed'}`,
    'listed otherwise',
    asked,
  );
}

/** The status once no change is under way, or the last pending one; `null`: the region has none. */
async function settled(subject: RuleSubject, region: string): Promise<string | null> {
  const { pending } = loadLifecycle();
  return watch(subject, region, (now) => now === null || !pending.includes(now));
}

/** The first status that is wanted, or the last in the time that the region has; `null`: it has none. */
async function watch(
  subject: RuleSubject,
  region: string,
  wanted: (status: string | null) => boolean,
): Promise<string | null> {
  const { regions, session, signal } = subject.context;
  const status = await regions.waiting(() =>
    pollUntil(() => statusNow(subject, region), wanted, {
      withinMs: settling(subject).patience(region),
      pace: session.environment.lag.pace,
      signal,
    }),
  );
  settling(subject).left(region, status);
  return status;
}

async function statusNow(subject: RuleSubject, region: string): Promise<string | null> {
  const { caller, account } = subject;
  if (hasStatus(subject.context)) {
    const { output } = await caller.call(STATUS, { ...account, RegionName: region });
    const status = output?.['RegionOptStatus'];
    const isKnown = loadLifecycle().statuses.some((known) => known === status);
    if (typeof status === 'string' && (isKnown || !hasList(subject.context))) return status;
  }
  return own(await readRegions(caller, account), region) ?? null;
}
