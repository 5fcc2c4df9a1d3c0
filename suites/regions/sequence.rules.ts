import fc from 'fast-check';
import type { RuleContext } from '../../harness/context.ts';
import { pollUntil } from '../../harness/poll.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { type ModelCaller, listAll, modelCaller } from '../steps/model.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  isPending,
  ownSubject,
  statusOf,
} from '../../harness/resources/region/changeable.ts';

/** Sends a change and reads until it is over; the model judges every status that is seen on the way. */
async function settle(context: RuleContext, model: ModelCaller, region: string): Promise<string | null> {
  const answer = await pollUntil(
    () => model.call(STATUS, { RegionName: region }),
    (seen) => !isPending(statusOf(seen)),
    { withinMs: context.target.timing.regionTimeout, signal: context.signal },
  );
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

export const sequenceRules: readonly Rule[] = [sequence];
