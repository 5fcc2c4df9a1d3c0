import type { JsonObject } from '../../../spec/json.ts';
import { loadLifecycle, type Transition } from '../../../spec/load-lifecycle.ts';
import { pollUntil } from '../../poll.ts';
import { readRegions } from './catalogue.ts';
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
    const reads = accountsOf(subject).map((account) => ({
      operation: STATUS,
      input: { ...account, RegionName: region },
    }));
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
  const read = { ...account, RegionName: input['RegionName'] ?? null };
  const seen = (status: string) => ({
    kind: 'success' as const,
    output: { RegionName: textMember(input, 'RegionName'), RegionOptStatus: status },
  });
  await caller.expect(STATUS, read).toAnswer({ kind: 'any-of', of: [seen(change.via), seen(change.to)] });
  await caller.eventually(STATUS, read, seen(change.to), { withinMs: context.target.timing.regionTimeout });
}

/** Makes sure that a region has a status from which a change can start; what is pending is waited for. */
export async function bringTo(subject: RuleSubject, region: string, status: string): Promise<void> {
  const { caller, account, context } = subject;
  const { pending, transitions } = loadLifecycle();
  const { [region]: listed } = await readRegions(caller, account);
  const settled = await pollUntil(
    async () => {
      if (!pending.includes(listed ?? '')) return listed;
      const { output } = await caller.call(STATUS, { ...account, RegionName: region });
      return output?.['RegionOptStatus'];
    },
    (now) => typeof now !== 'string' || !pending.includes(now),
    { withinMs: context.target.timing.regionTimeout, signal: context.signal },
  );
  if (settled === status) return;
  const change = transitions.find(({ from, to }) => from === settled && to === status);
  if (change) await changeAndSettle(subject, { ...account, RegionName: region }, change);
}
