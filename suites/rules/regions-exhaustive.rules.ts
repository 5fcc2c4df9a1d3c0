import fc from 'fast-check';
import { loadLifecycle, type Transition } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inBatches } from '../../harness/in-batches.ts';
import { pollUntil } from '../../harness/poll.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region-change.ts';
import { precondition, draw, unchanged } from '../../harness/subject.ts';
import { guide, live } from '../../harness/source.ts';
import { Refutation } from '../../harness/errors.ts';
import { listed, type Statuses } from './listing-steps.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  fixedRegions,
  isPending,
  opposite,
  ownSubject,
  shown,
  startFrom,
} from './region-steps.ts';

const CONSIDERATIONS = 'Considerations before enabling and disabling Regions';
const CHANGES = loadLifecycle().transitions;

function otherPartition(operation: string): Rule {
  return rule({
    id: `regions/other-partition-refused/${operation}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation} for each known region of another partition is refused and changes nothing.`,
    source: live('a region of another partition'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller } = context;
      // What a refusal might undo: a region that is not as it was at first.
      const [enabled = ''] = await changeableRegions(context);
      await startFrom(context, enabled, opposite(transitionOf('EnableRegion')));
      const statuses = await readRegions(caller);
      const [known = ''] = Object.keys(statuses);
      await precondition(async () => {
        await caller.expect(STATUS, { RegionName: known }).toReturn(shown(known, statuses[known] ?? ''));
      });
      const reads = [{ operation: 'ListRegions', input: { MaxResults: 50 } }];
      for (const RegionName of loadRegions().otherPartitions.filter((name) => !(name in statuses)))
        await unchanged(ownSubject(context), reads, () =>
          caller.expect(operation, { RegionName }).toBeRefused(),
        );
    },
  });
}

function everyDefault(change: Transition): Rule {
  const word = change.request === 'EnableRegion' ? 'enabled' : 'disabled';
  return rule({
    id: `regions/no-default-region-${word}`,
    level: 'must',
    since: '0.1.0',
    statement: `${change.request} is refused for every single region that is enabled by default.`,
    source: guide(CONSIDERATIONS),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller } = context;
      const [changeable = ''] = await changeableRegions(context);
      await precondition(async () => {
        await startFrom(context, changeable, change);
        await changeAndSettle(ownSubject(context), { RegionName: changeable }, change);
      });
      for (const RegionName of await fixedRegions(context)) {
        const reads = [{ operation: STATUS, input: { RegionName } }];
        const attempt = () => caller.expect(change.request, { RegionName }).toBeRefused();
        await unchanged(ownSubject(context), reads, attempt);
      }
    },
  });
}

function everyRegion(change: Transition): Rule {
  const word = change.request === 'EnableRegion' ? 'enabled' : 'disabled';
  return rule({
    id: `regions/every-region-${word}`,
    level: 'must',
    since: '0.1.0',
    statement: `Every region that can be changed can be ${word}, one after another in any order, and each stays so while the others follow.`,
    source: guide(change.request),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, target } = context;
      const ruleSubject = ownSubject(context);
      const names = (await changeableRegions(context)).slice(0, target.loopback ? undefined : 2);
      // In one order only, a change that takes another region with it is not seen where that one was changed before.
      const regions = draw(ruleSubject, 'order', fc.shuffledSubarray(names, { minLength: names.length }));
      // Fewer than may be changing at once.
      const atOnce = loadQuotas().concurrentRegionRequests.perAccount - 1;
      for (const order of [regions, regions.toReversed()]) {
        await precondition(async () => {
          await inBatches(order, atOnce, (region) => bringTo(ruleSubject, region, change.from));
        });
        const statuses = await readRegions(caller);
        for (const region of order) {
          await changeAndSettle(ruleSubject, { RegionName: region }, change);
          statuses[region] = change.to;
        }
        const limit = Math.min(Object.keys(statuses).length, 50);
        await caller
          .expect('ListRegions', { MaxResults: limit })
          .toAnswer({ kind: 'regions', statuses, limit });
      }
    },
  });
}

function redundantReason(change: Transition): Rule {
  const word = change.request === 'EnableRegion' ? 'enable' : 'disable';
  return rule({
    id: `regions/redundant-${word}-reason`,
    level: 'should',
    since: '0.1.0',
    statement: `${change.request} on a region that is ${change.to} already is refused with the reason that was seen live.`,
    source: live('redundant region change'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, contract } = context;
      const known = loadLifecycle().refusals.find(
        ({ request, from }) => request === change.request && from === change.to,
      );
      if (!known || known.reason === null) return context.notApplicable('no reason is documented');
      const [RegionName = ''] = await changeableRegions(context);
      await startFrom(context, RegionName, opposite(change));
      const expected = refusal(contract, known.errors.slice(0, 1), known.reason);
      await caller.expect(change.request, { RegionName }).toAnswer(expected);
    },
  });
}

/** What the list shows of a region, by the statuses that are asked for; `null`: nothing. */
interface Subject {
  readonly filter: readonly string[];
  readonly shown: string | null;
}

/** The views on a region that is pending. */
function viewsWhile({ from, via, to }: Transition): Subject[] {
  return [
    { filter: [from, to], shown: null },
    { filter: [], shown: via },
    { filter: [via], shown: via },
    { filter: [to, via], shown: via },
  ];
}

/** Three reads in a row: where the outer two are pending, the region was pending all the while. */
function listWhilePending(change: Transition): Rule {
  const via = change.via.toLowerCase();
  return rule({
    id: `regions/list-agrees-while-${via}`,
    level: 'must',
    since: '0.1.0',
    statement: `The list, filtered or not, shows a region as ${change.via} and as nothing else while its own status is ${change.via}.`,
    source: guide('ListRegions', 'GetRegionOptStatus'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const subjects = viewsWhile(change);
      let left = subjects.length;
      for (let attempt = 0; attempt < ATTEMPTS && left > 0; attempt += 1)
        left -= await comparedWhilePending(context, change, subjects.slice(-left));
      if (left < subjects.length) return;
      context.notApplicable('the target shows no pending status for long enough to compare');
    },
  });
}

/** A change may be over before the list is answered: then it is begun again. */
const ATTEMPTS = 16;

/** How many of the views were compared, from the first on. */
async function comparedWhilePending(
  context: RuleContext,
  change: Transition,
  subjects: readonly Subject[],
): Promise<number> {
  const { caller, signal, target } = context;
  const [RegionName = ''] = await changeableRegions(context);
  await startFrom(context, RegionName, change);
  await precondition(async () => {
    await caller.expect(change.request, { RegionName }).toSucceed();
  });
  let compared = 0;
  const statusNow = async () => {
    const status = (await caller.call(STATUS, { RegionName })).output?.['RegionOptStatus'];
    return typeof status === 'string' ? status : null;
  };
  await pollUntil(
    async () => {
      if (!isPending(await statusNow())) return false;
      const subject = subjects[compared];
      if (!subject) return false;
      // A page may hold less than was asked for.
      const seen = await listed(caller, {
        ...(subject.filter.length === 0 ? {} : { RegionOptStatusContains: [...subject.filter] }),
        MaxResults: 50,
      });
      if (!isPending(await statusNow())) return false;
      compared += 1;
      judgeShown(seen, RegionName, subject.shown);
      return true;
    },
    (again) => !again,
    { withinMs: target.timing.regionTimeout, signal },
  );
  return compared;
}

/** @throws {Refutation} where the list shows another status of the region. */
function judgeShown(seen: Statuses, region: string, status: string | null): void {
  const found = seen[region] ?? null;
  if (found === status) return;
  const say = (one: string | null) => (one === null ? `${region} not listed` : `${region} as ${one}`);
  throw new Refutation(`ListRegions: ${say(status)}`, say(found), 'listed otherwise');
}

/** A service that completes a change when its status is asked for may forget to where only the list is. */
function settlesInList(change: Transition): Rule {
  const word = change.request === 'EnableRegion' ? 'enabled' : 'disabled';
  return rule({
    id: `regions/list-shows-${word}-in-the-end`,
    level: 'must',
    since: '0.1.0',
    statement: `After ${change.request} the list comes to show a region as ${change.to} also where nobody asks for its own status.`,
    source: guide(change.request, 'ListRegions › Response Elements'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, signal, target } = context;
      const [RegionName = ''] = await changeableRegions(context);
      await startFrom(context, RegionName, change);
      await precondition(async () => {
        await caller.expect(change.request, { RegionName }).toSucceed();
      });
      const seen = await pollUntil(
        () => listed(caller, { MaxResults: 50 }),
        (statuses) => statuses[RegionName] === change.to,
        { withinMs: target.timing.regionTimeout, signal },
      );
      judgeShown(seen, RegionName, change.to);
    },
  });
}

export const exhaustiveRegionRules: readonly Rule[] = [
  ...REGION_OPERATIONS.filter((name) => name !== 'ListRegions').map(otherPartition),
  ...CHANGES.map(everyDefault),
  ...CHANGES.map(everyRegion),
  ...CHANGES.map(redundantReason),
  ...CHANGES.map(listWhilePending),
  ...CHANGES.map(settlesInList),
];
