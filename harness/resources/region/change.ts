import type { JsonObject } from '../../../spec/json.ts';
import { loadLifecycle, type Transition } from '../../../spec/load-lifecycle.ts';
import { own } from '../../../spec/own.ts';
import { Refutation } from '../../errors.ts';
import { pollUntil } from '../../poll.ts';
import { readRegions } from './catalogue.ts';
import { hasStatus, LIST } from './list.ts';
import { accountsOf, precondition, ordinarily, type EffectCheck, type RuleSubject } from '../../subject.ts';
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
      await changeAndSettle(subject, control, change);
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
  const { caller, account, context } = subject;
  await send({ kind: 'success' });
  const region = textMember(input, 'RegionName');
  const withinMs = context.target.timing.regionTimeout;
  if (!hasStatus(subject.context)) {
    const last = await settled(subject, region);
    if (last === change.to) return;
    const expected = `${LIST}: ${region} is ${change.to}`;
    const asked = { operation: LIST, identity: caller.identity, accountId: account['AccountId'] };
    throw new Refutation(expected, `it is ${last ?? 'not listed'}`, 'listed otherwise', asked);
  }
  const read = { ...account, RegionName: input['RegionName'] ?? null };
  const seen = (status: string) => ({
    kind: 'success' as const,
    output: { RegionName: region, RegionOptStatus: status },
  });
  await caller.expect(STATUS, read).toAnswer({ kind: 'any-of', of: [seen(change.via), seen(change.to)] });
  await caller.eventually(STATUS, read, seen(change.to), { withinMs });
}

/** Makes sure that a region has a status from which a change can start; what is pending is waited for. */
export async function bringTo(subject: RuleSubject, region: string, status: string): Promise<void> {
  const now = await settled(subject, region);
  if (now === status) return;
  const change = loadLifecycle().transitions.find(({ from, to }) => from === now && to === status);
  if (change) await changeAndSettle(subject, { ...subject.account, RegionName: region }, change);
}

/** The status once no change is under way, or the last pending one; `null`: the region has none. */
async function settled(subject: RuleSubject, region: string): Promise<string | null> {
  const { timing } = subject.context.target;
  const { pending } = loadLifecycle();
  return pollUntil(
    () => statusNow(subject, region),
    (now) => now === null || !pending.includes(now),
    { withinMs: timing.regionTimeout, signal: subject.context.signal },
  );
}

async function statusNow(subject: RuleSubject, region: string): Promise<string | null> {
  const { caller, account } = subject;
  if (hasStatus(subject.context)) {
    const { output } = await caller.call(STATUS, { ...account, RegionName: region });
    const status = output?.['RegionOptStatus'];
    if (typeof status === 'string') return status;
  }
  return own(await readRegions(caller, account), region) ?? null;
}
