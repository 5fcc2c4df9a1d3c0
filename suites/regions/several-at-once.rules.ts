import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { own } from '../steps/accounts.ts';
import { changeTogether } from '../steps/region-changes.ts';
import {
  REGION_OPERATIONS,
  changeableRegions,
  startFrom,
} from '../../harness/resources/region/changeable.ts';

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
    const most = context.target.loopback ? perAccount : FEW;
    const regions = (await changeableRegions(context)).slice(0, most);
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
