import fc from 'fast-check';
import type { Transition } from '../../spec/load-lifecycle.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { draw } from '../../harness/subject.ts';
import { guide, live } from '../../harness/source.ts';
import { checkConflict } from '../steps/region-changes.ts';
import {
  CHANGES,
  REGION_OPERATIONS,
  changeableRegions,
  opposite,
  ownSubject,
} from '../../harness/resources/region/changeable.ts';

/** While a change is pending, a further request is a conflict. */
function conflict(change: Transition, same: boolean): Rule {
  const second = same ? change : opposite(change);
  const first = change.request === 'EnableRegion' ? 'enabling' : 'disabling';
  return rule({
    id: `regions/${same ? 'same' : 'opposite'}-request-while-${first}`,
    level: same ? 'should' : 'must',
    since: '0.1.0',
    statement: `${second.request} is refused as a conflict while a region is ${change.via}, and the change completes.`,
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

export const requestWhileRules: readonly Rule[] = CHANGES.flatMap((change) => [
  conflict(change, false),
  conflict(change, true),
]);
