import type { Transition } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { RuleContext } from '../../harness/context.ts';
import { pollUntil } from '../../harness/poll.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { changing, leftRegion, settling, showsChange } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { type Statuses, listed } from '../../harness/resources/region/list.ts';
import {
  CHANGES,
  CONSIDERATIONS,
  REGION_OPERATIONS,
  REGION_READS,
  STATUS,
  changeableRegions,
  isPending,
  ownSubject,
  shown,
  startFrom,
} from '../../harness/resources/region/changeable.ts';
import { Refutation } from '../../harness/errors.ts';
import { attempts } from '../steps/region-changes.ts';

const getAgrees = rule({
  id: 'regions/status-agrees-with-list',
  level: 'must',
  since: '0.1.0',
  statement:
    'Reading the status of a single region returns the status that the list shows, for every region of the list.',
  source: guide('GetRegionOptStatus › Response Elements', 'ListRegions › Response Elements'),
  operations: REGION_READS,
  judges: REGION_READS,
  async check({ caller }) {
    const statuses = await readList(caller);
    for (const [region, status] of Object.entries(statuses)) {
      await caller.expect(STATUS, { RegionName: region }).toReturn(shown(region, status));
    }
  },
});

const allListed = rule({
  id: 'regions/known-regions-listed',
  level: 'should',
  since: '0.1.0',
  statement: 'Every region that the guide names is listed.',
  source: guide(CONSIDERATIONS),
  operations: ['ListRegions'],
  async check({ caller }) {
    const statuses = await readList(caller);
    const { defaults, optIn } = loadRegions();
    const missing = [...defaults, ...optIn].filter((name) => !(name in statuses));
    if (missing.length === 0) return;
    throw new Refutation(
      'ListRegions: every region of the guide',
      `${missing.join(', ')} missing`,
      'regions missing',
    );
  },
});

/** What the list shows of a region, by the statuses that are asked for; `null`: nothing. */
interface ListForm {
  readonly filter: readonly string[];
  readonly shown: string | null;
}

/** The forms of the list that are compared while a region is pending. */
function formsWhile({ from, via, to }: Transition): ListForm[] {
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
    statement: `The list, filtered or not, shows a region as ${change.via}, and as nothing else, while its own status is ${change.via}.`,
    source: guide('ListRegions', 'GetRegionOptStatus'),
    operations: REGION_OPERATIONS,
    judges: REGION_OPERATIONS,
    async check(context) {
      const forms = formsWhile(change);
      let left = forms.length;
      for (let attempt = 0; attempt < attempts(context) && left > 0; attempt += 1)
        left -= await comparedWhilePending(context, change, forms.slice(-left));
      if (left < forms.length) return;
      context.notApplicable('the target shows no pending status for long enough to compare');
    },
  });
}

/** A change may be over before the list is answered: then it is begun again. */
/** How many of the forms were compared, from the first on. */
async function comparedWhilePending(
  context: RuleContext,
  change: Transition,
  forms: readonly ListForm[],
): Promise<number> {
  const { caller, signal, regions } = context;
  const [RegionName = ''] = await changeableRegions(context, change);
  await startFrom(context, RegionName, change);
  let compared = 0;
  const mayBeAhead = context.target.timing.consistencyWindow > 0;
  const statusNow = async () => {
    const status = (await caller.call(STATUS, { RegionName })).output?.['RegionOptStatus'];
    return typeof status === 'string' ? status : null;
  };
  await changing(ownSubject(context), change, async () => {
    await precondition(async () => {
      await caller.expect(change.request, { RegionName }).toSucceed();
      if (mayBeAhead) await showsChange(ownSubject(context), { RegionName }, change);
    });
    const isOnItsWay = await pollUntil(
      async () => {
        if (!isPending(await statusNow())) return false;
        const form = forms[compared];
        // Whoever comes next must not find a region on its way.
        if (!form) return true;
        // A page may hold less than was asked for.
        const seen = await listed(caller, {
          ...(form.filter.length === 0 ? {} : { RegionOptStatusContains: [...form.filter] }),
          MaxResults: 50,
        });
        if (!isPending(await statusNow())) return false;
        compared += 1;
        // As long as reads may lag, the list may tell already what the status does not yet.
        if (!(mayBeAhead && seen[RegionName] === change.to)) judgeShown(seen, RegionName, form.shown);
        return true;
      },
      (again) => !again,
      { withinMs: settling(ownSubject(context)).patience(RegionName), pace: regions.pace, signal },
    );
    if (isOnItsWay) leftRegion(ownSubject(context), RegionName, change.via);
  });
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
    statement: `The list eventually shows a region as ${change.to} after ${change.request}, even when nobody asks for its own status.`,
    source: guide(change.request, 'ListRegions › Response Elements'),
    operations: REGION_OPERATIONS,
    judges: REGION_OPERATIONS,
    async check(context) {
      const { caller, signal, regions } = context;
      const subject = ownSubject(context);
      const [RegionName = ''] = await changeableRegions(context, change);
      await startFrom(context, RegionName, change);
      await changing(subject, change, async () => {
        await precondition(async () => {
          await caller.expect(change.request, { RegionName }).toSucceed();
        });
        const seen = await pollUntil(
          () => listed(caller, { MaxResults: 50 }),
          (statuses) => statuses[RegionName] === change.to,
          { withinMs: settling(subject).patience(RegionName), pace: regions.pace, signal },
        );
        leftRegion(subject, RegionName, seen[RegionName] ?? null);
        judgeShown(seen, RegionName, change.to);
      });
    },
  });
}

export const listRules: readonly Rule[] = [
  getAgrees,
  allListed,
  ...CHANGES.map(listWhilePending),
  ...CHANGES.map(settlesInList),
];
