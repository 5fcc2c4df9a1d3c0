import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { pollUntil } from '../../harness/poll.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { transitionOf } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { type Wait, rateOf, throttledAsDocumented } from './steps.ts';

/** Between two looks at whether region changes have ended; enough for the rate of reading them. */
const PATIENCE_MS = 5000;

const CONCURRENT = {
  level: 'must',
  since: '0.1.0',
  source: guide('Quotas for AWS Account Management'),
  operations: ['EnableRegion', 'DisableRegion', 'GetRegionOptStatus', 'ListRegions'],
  capability: 'quotas',
  alone: true,
} as const;

/** An account whose regions can be changed, and by whom. */
interface Holder {
  readonly caller: Caller;
  readonly account: JsonObject;
  /** Regions that are disabled and may be enabled. */
  readonly regions: readonly string[];
}

/** How many region changes may be under way at the same time. */
export function regionRequestsRules(pass: Wait): Rule[] {
  return [
    rule({
      ...CONCURRENT,
      id: 'quotas/region-requests-of-account',
      statement: 'An account may have six region changes under way; one more is refused and changes nothing.',
      check: async (context) => {
        const { perAccount } = loadQuotas().concurrentRegionRequests;
        const holder = await holderOf(context, context.caller, {});
        await withChanges(context, pass, [holder], perAccount, async () => {
          const region = holder.regions[perAccount] ?? '';
          await pause(context, pass);
          await refusedAndUnchanged(context, holder, region);
        });
      },
    }),
    rule({
      ...CONCURRENT,
      id: 'quotas/region-requests-recover',
      statement: 'Once region changes have ended, further ones are accepted.',
      check: async (context) => {
        const { perAccount } = loadQuotas().concurrentRegionRequests;
        const holder = await holderOf(context, context.caller, {});
        await withChanges(context, pass, [holder], perAccount, async () => {
          await settled(context, pass, [holder]);
          await pause(context, pass);
          await enable(holder, holder.regions[perAccount] ?? '').toSucceed();
        });
      },
    }),
    rule({
      ...CONCURRENT,
      id: 'quotas/region-requests-of-organization',
      statement: 'The accounts of an organization may have twenty region changes under way together.',
      accounts: 'all',
      needs: ['management'],
      check: async (context) => {
        const { perOrganizationAccepted } = loadQuotas().concurrentRegionRequests;
        const holders = await holdersOf(context, perOrganizationAccepted);
        await withChanges(context, pass, holders, perOrganizationAccepted, async () => {});
      },
    }),
    rule({
      ...CONCURRENT,
      id: 'quotas/region-requests-over-organization',
      statement: 'More than fifty region changes under way in one organization are refused.',
      accounts: 'all',
      needs: ['management'],
      check: async (context) => {
        const { perOrganizationRefused, perAccount } = loadQuotas().concurrentRegionRequests;
        const holders = await holdersOf(context, perOrganizationRefused + 1);
        await withChanges(context, pass, holders, perOrganizationRefused, async () => {
          const [last] = holders.slice(Math.floor(perOrganizationRefused / perAccount));
          if (!last) throw new Blocked('no account is left');
          await pause(context, pass);
          await refusedAndUnchanged(context, last, last.regions[perOrganizationRefused % perAccount] ?? '');
        });
      },
    }),
  ];
}

/** Starts changes, sees them all accepted and under way, and in the end puts the regions back. */
async function withChanges(
  context: RuleContext,
  pass: Wait,
  holders: readonly Holder[],
  count: number,
  steps: () => Promise<void>,
): Promise<void> {
  const { perAccount } = loadQuotas().concurrentRegionRequests;
  const started: { holder: Holder; region: string }[] = [];
  const all = async () => {
    for (let change = 0; change < count; change += 1) {
      const holder = holders[Math.floor(change / perAccount)];
      const region = holder?.regions[change % perAccount];
      if (!holder || region === undefined) throw new Blocked('too few regions can be enabled');
      await pause(context, pass);
      await enable(holder, region).toSucceed();
      started.push({ holder, region });
    }
    await allUnderWay(context, started);
    await steps();
  };
  const end = async () => {
    await settled(context, pass, holders);
    await disableAll(context, pass, holders);
    await pass(PATIENCE_MS, context.signal);
  };
  try {
    await all();
  } catch (error) {
    // What was found stays so, also where the regions cannot be put back because of it.
    await end().catch(() => {});
    throw error;
  }
  await end();
}

function enable({ caller, account }: Holder, region: string) {
  return caller.expect('EnableRegion', { ...account, RegionName: region }, { provokes: ['rate'] });
}

async function refusedAndUnchanged(context: RuleContext, holder: Holder, region: string): Promise<void> {
  await enable(holder, region).toAnswer(throttledAsDocumented(context.contract));
  const output = { RegionName: region, RegionOptStatus: transitionOf('EnableRegion').from };
  await holder.caller
    .expect('GetRegionOptStatus', { ...holder.account, RegionName: region })
    .toReturn(output);
}

/** Where changes end sooner than they can be started, the quota cannot be reached. */
async function allUnderWay(
  context: RuleContext,
  started: readonly { holder: Holder; region: string }[],
): Promise<void> {
  const { via } = transitionOf('EnableRegion');
  for (const { holder, region } of started) {
    const input = { ...holder.account, RegionName: region };
    const { output } = await holder.caller.call('GetRegionOptStatus', input, { provokes: ['rate'] });
    if (output && output['RegionOptStatus'] !== via)
      context.notApplicable('region changes of the target end before enough of them are under way');
  }
}

/** Waits until none of the accounts has a change under way, within the target's patience for regions. */
async function settled(context: RuleContext, pass: Wait, holders: readonly Holder[]): Promise<void> {
  const { pending } = loadLifecycle();
  const withinMs = context.target.timing.regionTimeout;
  for (const { caller, account } of holders) {
    await pollUntil(
      async () => {
        await pass(PATIENCE_MS, context.signal);
        return Object.values(await readRegions(caller, account));
      },
      (statuses) => !statuses.some((status) => pending.includes(status)),
      { withinMs, signal: context.signal },
    );
  }
}

/** No more at a time than may be under way; the second round is for an account that had more. */
async function disableAll(context: RuleContext, pass: Wait, holders: readonly Holder[]): Promise<void> {
  const { perAccount } = loadQuotas().concurrentRegionRequests;
  const { from } = transitionOf('DisableRegion');
  for (let round = 0; round < 2; round += 1) {
    for (const { caller, account, regions } of holders) {
      const now = await readRegions(caller, account);
      for (const region of regions.filter((name) => now[name] === from).slice(0, perAccount)) {
        await pause(context, pass);
        await caller.call('DisableRegion', { ...account, RegionName: region });
      }
    }
    await settled(context, pass, holders);
  }
}

/** The rates of region changes are low: between two requests there is time for one. */
async function pause(context: RuleContext, pass: Wait): Promise<void> {
  const rates = ['EnableRegion', 'DisableRegion'].map((operation) => rateOf(operation).perSecond);
  await pass(Math.ceil(1000 / Math.min(...rates)), context.signal);
}

/** The account with the regions that a rule may change. @throws {Blocked} where they are too few. */
async function holderOf(context: RuleContext, caller: Caller, account: JsonObject): Promise<Holder> {
  const { perAccount } = loadQuotas().concurrentRegionRequests;
  const { from } = transitionOf('EnableRegion');
  const allowed = context.target.safety.regions;
  const statuses = await readRegions(caller, account);
  const regions = Object.keys(statuses)
    .filter((name) => statuses[name] === from && (allowed.length === 0 || allowed.includes(name)))
    .toSorted();
  if (regions.length <= perAccount) throw new Blocked(`needs ${perAccount + 1} regions that may be enabled`);
  return { caller, account, regions };
}

/** Enough accounts of one organization for so many changes. */
async function holdersOf(context: RuleContext, changes: number): Promise<Holder[]> {
  const { perAccount } = loadQuotas().concurrentRegionRequests;
  const needed = Math.ceil(changes / perAccount);
  const callersOf = (organization: (typeof context.callers.organizations)[number]) =>
    [organization.management, organization.delegate, ...organization.members].flatMap((one) => one ?? []);
  const organization = context.callers.organizations.find((one) => callersOf(one).length >= needed);
  if (!organization)
    return context.notApplicable(
      `needs the credentials of ${needed} accounts of one organization, each with ${perAccount} changes`,
    );
  const holders: Holder[] = [];
  await precondition(async () => {
    for (const caller of callersOf(organization).slice(0, needed))
      holders.push(await holderOf(context, caller, {}));
  });
  return holders;
}
