import type { JsonObject } from '../../spec/json.ts';
import type { Transition } from '../../spec/load-lifecycle.ts';
import type { RuleContext } from '../../harness/context.ts';
import { pollUntil } from '../../harness/poll.ts';
import {
  isShown,
  reaches,
  regionChangeCheck,
  settling,
  showsChange,
  transitionOf,
} from '../../harness/resources/region/change.ts';
import { precondition, type RuleSubject, type Subject } from '../../harness/subject.ts';
import {
  STATUS,
  changeableRegions,
  isPending,
  ownSubject,
  startAt,
  statusOf,
} from '../../harness/resources/region/changeable.ts';

const ATTEMPTS = { short: 16, long: 2 };

/** How often what needs a pending region is tried: where each change takes long, few are made. */
export function attempts({ changesRegionsAtOnce }: Pick<RuleContext, 'changesRegionsAtOnce'>): number {
  return changesRegionsAtOnce ? ATTEMPTS.short : ATTEMPTS.long;
}

const CONFLICT = 'ConflictException';

/**
 * Sees the second request refused as a conflict while the change is pending, and the change complete. The second can
 * reach the target after the change is over: an acceptance is judged only when it came in less than the time for which
 * a change surely is pending, a refusal only when it comes of a pending change alone or the change is pending still.
 * @throws {NotApplicable} where that never is so.
 */
export async function checkConflict(
  ruleSubject: RuleSubject,
  region: string,
  change: Transition,
  second: Transition,
): Promise<void> {
  const { context, caller, account } = ruleSubject;
  const input = { ...account, RegionName: region };
  let wasSeen = false;
  for (let attempt = 0; attempt < attempts(context); attempt += 1) {
    // One is measured, the other judged.
    context.regions.requireTurn(2);
    const taken = await measureChange(ruleSubject, region, change);
    if (taken === null) continue;
    wasSeen = true;
    await startAt(ruleSubject, region, change);
    context.session.calls = [];
    const begun = context.regions.pace.now();
    await caller.expect(change.request, input).toSucceed();
    const conflicted = caller.refusal(CONFLICT);
    const answer = await caller.call(second.request, input, { expected: conflicted });
    const soon = context.regions.pace.now() - begun < taken;
    // Once the change is over, its own request may be refused as a conflict too, the opposite one is carried out.
    const telling = answer.error === CONFLICT && second.request !== change.request;
    const judged =
      answer.error === null ? soon : telling || (await isStillPending(ruleSubject, change, input));
    if (judged) {
      caller.judge(second.request, conflicted, answer);
      await context.regions.waiting(() => completes(ruleSubject, region, change));
      return;
    }
    // Perhaps it came after the change was over: begin again, which waits until nothing is under way.
  }
  context.notApplicable(
    wasSeen
      ? 'a change is over before a second request can be answered'
      : 'the target never shows a pending status',
  );
}

/** Waits until the change is done. */
export async function completes(subject: RuleSubject, region: string, { to }: Transition): Promise<void> {
  await reaches(subject, region, to);
}

async function isStillPending(
  { caller }: RuleSubject,
  { via }: Transition,
  input: JsonObject,
): Promise<boolean> {
  return statusOf(await caller.call(STATUS, input)) === via;
}

/** Milliseconds for which a change surely was pending; `null`: it never was seen so. */
async function measureChange(
  ruleSubject: RuleSubject,
  region: string,
  change: Transition,
): Promise<number | null> {
  const { context, caller, account } = ruleSubject;
  const input = { ...account, RegionName: region };
  await startAt(ruleSubject, region, change);
  await caller.expect(change.request, input).toSucceed();
  const { regions } = context;
  const begun = regions.pace.now();
  if (context.target.timing.consistencyWindow > 0)
    await precondition(() => showsChange(ruleSubject, input, change));
  const { lag } = context.session.environment;
  let taken: number | null = null;
  await regions.waiting(() =>
    pollUntil(
      async () => {
        const asked = regions.pace.now();
        const pending = isPending(statusOf(await caller.call(STATUS, input)));
        if (pending) taken = asked - begun;
        return pending;
      },
      (pending) => !pending,
      { withinMs: settling(ruleSubject).patience(region), pace: regions.pace, signal: context.signal },
    ),
  );
  // A read that lags shows a change as pending when it is over.
  return taken === null ? null : Math.max(0, taken - lag.behind('region'));
}

/** The control: the same request on a region that can be changed. */
export async function controlledBy(context: RuleContext, { request }: Transition): Promise<void> {
  if (isShown(ownSubject(context), transitionOf(request))) return;
  const [region = ''] = await changeableRegions(context, transitionOf(request));
  await precondition(() => regionChangeCheck.accept(ownSubject(context), request, { RegionName: region }));
}

/** Sends all changes at once, then waits for each. */
export async function changeTogether(
  context: RuleContext,
  request: string,
  changes: readonly { readonly region: string; readonly subject: Subject }[],
): Promise<void> {
  context.regions.requireTurn();
  await Promise.all(
    changes.map(({ region, subject }) =>
      subject.caller.expect(request, { RegionName: region, ...subject.account }, { group: 1 }).toSucceed(),
    ),
  );
  await context.regions.waiting(async () => {
    for (const { region, subject } of changes)
      await completes({ context, ...subject }, region, transitionOf(request));
  });
}
