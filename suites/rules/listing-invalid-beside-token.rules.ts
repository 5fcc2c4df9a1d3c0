import fc from 'fast-check';
import { breaksExactly } from '../../generators/near-miss/breaks-exactly.ts';
import { inputBreaks } from '../../generators/near-miss/input-breaks.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { LIST, filterStatuses, issuedToken, knownRegions, pageSizes } from './listing-steps.ts';
import { surelyRefused } from './surely-refused.ts';

/** Members whose constraints are asked about elsewhere. */
const ELSEWHERE = ['NextToken', 'AccountId'];

/** Whoever follows a token has asked for a first page before, of which a service may think that it checked enough. */
const besideToken = rule({
  id: 'listing/invalid-beside-token',
  level: 'must',
  since: '0.1.0',
  statement: 'What ListRegions refuses in MaxResults and in the filter it refuses beside a page token too.',
  source: guide('ListRegions › Request Body', 'ListRegions › Errors'),
  operations: [LIST],
  async check(context) {
    const { caller, contract } = context;
    await knownRegions(caller);
    const { min } = pageSizes(context);
    const first = { MaxResults: min, RegionOptStatusContains: [...filterStatuses(context)] };
    await context.forEach(breaksOf(context), async ({ obligation, change }) => {
      const followed = { ...first, NextToken: await issuedToken(caller, first) };
      const broken = change(followed);
      if (!breaksExactly(contract, obligation, broken)) return;
      await caller.expect(LIST, broken, { provokes: ['body'] }).toAnswer(caller.refusal());
      await precondition(async () => {
        await caller.expect(LIST, followed).toSucceed();
      });
    });
  },
});

/** Each way to break each constraint that must hold. */
function breaksOf({ contract, target }: RuleContext) {
  return surelyRefused(contract, LIST, ELSEWHERE).flatMap((obligation) =>
    inputBreaks(contract, obligation, { values: target.values }).map(({ label, arbitrary }) => ({
      label: `${obligation.id}: ${label}`,
      arbitrary: fc.record({ obligation: fc.constant(obligation), change: arbitrary }),
    })),
  );
}

export const besideTokenRules: readonly Rule[] = [besideToken];
