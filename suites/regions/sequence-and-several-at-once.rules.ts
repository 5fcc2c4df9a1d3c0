import fc from 'fast-check';
import type { RuleContext } from '../../harness/context.ts';
import { leftRegion, settling, transitionOf } from '../../harness/resources/region/change.ts';
import { pollUntil } from '../../harness/poll.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { hasList, LIST } from '../../harness/resources/region/list.ts';
import { type ModelCaller, listAll, modelCaller } from '../steps/model.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  isPending,
  ownSubject,
  statusOf,
  startFrom,
} from '../../harness/resources/region/changeable.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { own } from '../steps/accounts.ts';
import { changeTogether } from '../steps/region-changes.ts';

/** Sends a change and reads until it is over; the model judges every status that is seen on the way. */
async function settle(context: RuleContext, model: ModelCaller, region: string): Promise<string | null> {
  const subject = ownSubject(context);
  const answer = await context.regions.waiting(() =>
    pollUntil(
      () => model.call(STATUS, { RegionName: region }),
      (seen) => !isPending(statusOf(seen)),
      { withinMs: settling(subject).patience(region), pace: context.regions.pace, signal: context.signal },
    ),
  );
  leftRegion(subject, region, statusOf(answer));
  return statusOf(answer);
}

interface RegionStep {
  readonly region: number;
  readonly kind: 'EnableRegion' | 'DisableRegion' | 'read' | 'list' | 'settle';
}

const sequence = rule({
  id: 'regions/sequence',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every status and every refusal in any sequence of requests on several regions is one that the lifecycle allows.',
  source: guide('EnableRegion', 'DisableRegion', 'GetRegionOptStatus', 'ListRegions'),
  operations: REGION_OPERATIONS,
  async check(context) {
    const { caller, changesRegionsAtOnce } = context;
    const all = await changeableRegions(context);
    const some = fc.shuffledSubarray(all, {
      minLength: Math.min(3, all.length),
      maxLength: Math.min(3, all.length),
    });
    const regions = draw(ownSubject(context), 'regions', some);
    const step: fc.Arbitrary<RegionStep> = fc.record({
      region: fc.nat(regions.length - 1),
      kind: fc.constantFrom(
        'EnableRegion',
        'EnableRegion',
        'DisableRegion',
        'DisableRegion',
        'read',
        'list',
        'settle',
        'settle',
      ),
    });
    const steps = fc.array(step, {
      minLength: changesRegionsAtOnce ? 12 : 4,
      maxLength: changesRegionsAtOnce ? 20 : 6,
      size: 'max',
    });
    await context.forAny(
      steps,
      async (drawn) => {
        context.regions.requireTurn();
        const model = modelCaller(context, caller);
        await listAll(context, model);
        for (const { region: index, kind } of drawn) {
          const region = regions[index] ?? '';
          if (kind === 'list' && hasList(context)) await model.call(LIST, {});
          else if (kind === 'read' || kind === 'list') await model.call(STATUS, { RegionName: region });
          else if (kind === 'settle') await settle(context, model, region);
          else await model.call(kind, { RegionName: region });
        }
        for (const region of regions) await settle(context, model, region);
      },
      { runs: changesRegionsAtOnce ? 4 : 1, shrink: changesRegionsAtOnce, fresh: true },
    );
  },
});

export const sequenceRules: readonly Rule[] = [sequence];

/** Where a change takes minutes, two show as much as six. */
const FEW = 2;

const severalAtOnce = rule({
  id: 'regions/several-at-once',
  level: 'must',
  since: '0.1.0',
  statement:
    'As many regions of an account as the documented quota allows may be changing at once: each change is accepted and completes.',
  source: guide('Quotas for AWS Account Management', 'EnableRegion'),
  operations: REGION_OPERATIONS,
  async check(context) {
    const { perAccount } = loadQuotas().concurrentRegionRequests;
    const most = context.changesRegionsAtOnce ? perAccount : FEW;
    const regions = (await changeableRegions(context, transitionOf('EnableRegion'))).slice(0, most);
    for (const change of loadLifecycle().transitions) {
      for (const region of regions) await startFrom(context, region, change);
      await changeTogether(
        context,
        change.request,
        regions.map((region) => ({ region, subject: own(context.caller) })),
      );
    }
  },
});

export const severalAtOnceRules: readonly Rule[] = [severalAtOnce];
