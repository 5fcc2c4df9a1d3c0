import { changing, leftRegion, settling, transitionOf } from '../../harness/resources/region/change.ts';
import fc from 'fast-check';
import type { Transition } from '../../spec/load-lifecycle.ts';
import { pollUntil } from '../../harness/poll.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { listAll, modelCaller } from '../steps/model.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  ownSubject,
  shown,
  startFrom,
  statusOf,
} from '../../harness/resources/region/changeable.ts';

export const enableRules: readonly Rule[] = [changes(transitionOf('EnableRegion'))];

export const disableRules: readonly Rule[] = [changes(transitionOf('DisableRegion'))];

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
      const { caller, regions: plan } = context;
      const change = { request, from, via, to };
      const regions = await changeableRegions(context, change);
      const runs = context.changesRegionsAtOnce ? 3 : 1;
      const each = async (region: string) => {
        await startFrom(context, region, change);
        const model = modelCaller(context, caller);
        await listAll(context, model);
        await model.call(STATUS, { RegionName: region });
        const onTheWay = [via, to].map((status) => ({
          kind: 'success' as const,
          output: { ...shown(region, status) },
        }));
        await changing(ownSubject(context), change, async () => {
          await caller.expect(request, { RegionName: region }).toSucceed();
          const last = await pollUntil(
            () =>
              caller
                .expect(STATUS, { RegionName: region })
                .toAnswer({ kind: 'any-of', of: onTheWay as never }),
            (seen) => statusOf(seen) === to,
            {
              withinMs: settling(ownSubject(context)).patience(region),
              pace: plan.pace,
              signal: context.signal,
            },
          );
          leftRegion(ownSubject(context), region, statusOf(last));
          await caller.expect(STATUS, { RegionName: region }).toReturn(shown(region, to));
        });
      };
      await context.forAny(fc.constantFrom(...regions), each, { runs, shrink: false });
    },
  });
}
