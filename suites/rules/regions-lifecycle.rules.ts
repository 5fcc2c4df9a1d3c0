import fc from 'fast-check';
import { loadLifecycle, type Transition } from '../../spec/load-lifecycle.ts';
import type { RuleContext } from '../../harness/context.ts';
import { pollUntil } from '../../harness/poll.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { draw } from '../../harness/subject.ts';
import { guide, live } from '../../harness/source.ts';
import { listAll, modelCaller, type ModelCaller } from './model-steps.ts';
import { checkConflict } from './region-conflict.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  isPending,
  opposite,
  ownSubject,
  shown,
  startFrom,
  statusOf,
} from './region-steps.ts';

/** Sends a change and reads until it is over; the model judges every status that is seen on the way. */
async function settle(context: RuleContext, model: ModelCaller, region: string): Promise<string | null> {
  const answer = await pollUntil(
    () => model.call(STATUS, { RegionName: region }),
    (seen) => !isPending(statusOf(seen)),
    { withinMs: context.target.timing.regionTimeout, signal: context.signal },
  );
  return statusOf(answer);
}

function changes({ request, from, via, to }: Transition): Rule {
  return rule({
    id: `regions/${request === 'EnableRegion' ? 'enable' : 'disable'}`,
    level: 'must',
    since: '0.1.0',
    statement: `${request} takes a region from ${from} to ${to}, through ${via} or at once, and through no other status.`,
    source: guide(
      `${request} › Request Body › RegionName`,
      'GetRegionOptStatus › Response Elements › RegionOptStatus',
    ),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, target } = context;
      const regions = await changeableRegions(context);
      const runs = target.loopback ? 3 : 1;
      const change = { request, from, via, to };
      const each = async (region: string) => {
        await startFrom(context, region, change);
        const model = modelCaller(context, caller);
        await listAll(model);
        await model.call(STATUS, { RegionName: region });
        await caller.expect(request, { RegionName: region }).toSucceed();
        const onTheWay = [via, to].map((status) => ({
          kind: 'success' as const,
          output: { ...shown(region, status) },
        }));
        await pollUntil(
          () =>
            caller.expect(STATUS, { RegionName: region }).toAnswer({ kind: 'any-of', of: onTheWay as never }),
          (seen) => statusOf(seen) === to,
          { withinMs: target.timing.regionTimeout, signal: context.signal },
        );
        await caller.expect(STATUS, { RegionName: region }).toReturn(shown(region, to));
      };
      await context.forAny(fc.constantFrom(...regions), each, { runs, shrink: false });
    },
  });
}

/** While a change is pending, a further request is a conflict. */
function conflict(change: Transition, same: boolean): Rule {
  const second = same ? change : opposite(change);
  const first = change.request === 'EnableRegion' ? 'enabling' : 'disabling';
  return rule({
    id: `regions/${same ? 'same' : 'opposite'}-request-while-${first}`,
    level: same ? 'should' : 'must',
    since: '0.1.0',
    statement: `While a region is ${change.via}, ${second.request} is refused as a conflict, and the change completes.`,
    source: same
      ? live('the same request again while pending')
      : guide(`${second.request} › Errors › ConflictException`),
    operations: REGION_OPERATIONS,
    async check(context) {
      const subject = ownSubject(context);
      // Another one with each seed: what is wrong with one region only is not seen in the first.
      const region = draw(subject, 'region', fc.constantFrom(...(await changeableRegions(context))));
      await checkConflict(subject, region, change, second);
    },
  });
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
    'In any sequence of requests on several regions, every status and every refusal is one that the lifecycle allows.',
  source: guide('EnableRegion', 'DisableRegion', 'GetRegionOptStatus', 'ListRegions'),
  operations: REGION_OPERATIONS,
  async check(context) {
    const { caller, target } = context;
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
      minLength: target.loopback ? 12 : 4,
      maxLength: target.loopback ? 20 : 6,
      size: 'max',
    });
    await context.forAny(
      steps,
      async (drawn) => {
        const model = modelCaller(context, caller);
        await listAll(model);
        for (const { region: index, kind } of drawn) {
          const region = regions[index] ?? '';
          if (kind === 'read') await model.call(STATUS, { RegionName: region });
          else if (kind === 'list') await model.call('ListRegions', {});
          else if (kind === 'settle') await settle(context, model, region);
          else await model.call(kind, { RegionName: region });
        }
        for (const region of regions) await settle(context, model, region);
      },
      { runs: target.loopback ? 4 : 1, shrink: target.loopback, fresh: true },
    );
  },
});

const othersUnchanged = rule({
  id: 'regions/others-unchanged',
  level: 'must',
  since: '0.1.0',
  statement: 'Changing one region leaves the status of every other region as it was.',
  source: guide('EnableRegion', 'DisableRegion'),
  operations: REGION_OPERATIONS,
  async check(context) {
    const { caller, target } = context;
    const regions = await changeableRegions(context);
    const variants = loadLifecycle().transitions.map((change) => ({
      label: change.request,
      arbitrary: fc.constantFrom(...regions).map((region) => ({ region, change })),
    }));
    await context.forEach(variants, async ({ region, change }) => {
      await startFrom(context, region, change);
      const before = await readRegions(caller);
      await caller.expect(change.request, { RegionName: region }).toSucceed();
      const seen = { kind: 'success' as const, output: { ...shown(region, change.to) } as never };
      await caller.eventually(STATUS, { RegionName: region }, seen, {
        withinMs: target.timing.regionTimeout,
      });
      const limit = Object.keys(before).length;
      const statuses = { ...before, [region]: change.to };
      await caller
        .expect('ListRegions', { MaxResults: Math.min(limit, 50) })
        .toAnswer({ kind: 'regions', statuses, limit });
    });
  },
});

export const regionLifecycleRules: readonly Rule[] = [
  ...loadLifecycle().transitions.flatMap((change) => [
    changes(change),
    conflict(change, false),
    conflict(change, true),
  ]),
  sequence,
  othersUnchanged,
];
