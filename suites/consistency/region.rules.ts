import fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { listAll, modelCaller } from '../steps/model.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  isPending,
  startFrom,
  statusOf,
} from '../../harness/resources/region/changeable.ts';

/** How many ask for one region at once; the documented number of concurrent requests of an account is not exceeded. */
const RIVALS = 4;

function oneWinner(level: 'must' | 'should'): Rule {
  return rule({
    id: level === 'must' ? 'consistency/region-history' : 'consistency/one-region-winner',
    level,
    since: '0.1.0',
    statement:
      level === 'must'
        ? 'Concurrent requests on one region answer as if they had come one after another.'
        : 'Exactly one of several concurrent requests to change a region is accepted; the others are refused.',
    source: guide('EnableRegion › Errors › ConflictException', 'DisableRegion › Errors › ConflictException'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, target } = context;
      const regions = await changeableRegions(context);
      const drawn = fc.record({
        region: fc.constantFrom(...regions),
        change: fc.constantFrom(...loadLifecycle().transitions),
      });
      await context.forAny(
        drawn,
        async ({ region, change }) => {
          await startFrom(context, region, change);
          const input: JsonObject = { RegionName: region };
          const model = modelCaller(context, caller, level);
          await listAll(model);
          await model.call(STATUS, input);
          await model.callTogether(
            Array.from({ length: RIVALS }, () => ({ operation: change.request, input })),
          );
          const status = statusOf(await model.call(STATUS, input));
          if (level === 'must' && !isPending(status)) return;
          await caller.eventually(
            STATUS,
            input,
            { kind: 'success', output: { RegionName: region, RegionOptStatus: change.to } },
            { withinMs: target.timing.regionTimeout },
          );
        },
        { runs: target.loopback ? 4 : 1, shrink: false },
      );
    },
  });
}

export const regionRules: readonly Rule[] = [oneWinner('must'), oneWinner('should')];
