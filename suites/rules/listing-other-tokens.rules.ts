import type { AnswerExpectation } from '../../results/record.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { bringTo, transitionOf } from '../../harness/resources/region-change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { callersOf } from './account-views.ts';
import { LIST, issuedToken, pageSizes } from './listing-steps.ts';
import { changeableRegions } from './region-steps.ts';

/** The region that differs stands on a page that only a token leads to. */
const foreignToken = rule({
  id: 'listing/token-of-another-account-later-page',
  level: 'must',
  since: '0.1.0',
  statement: 'A page token of another account leads to no page on which a status of its owner stands.',
  source: guide('ListRegions › Request Body › NextToken'),
  operations: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  accounts: 'all',
  async check(context) {
    const [owner, other] = callersOf(context);
    if (!owner || !other) throw new Blocked('needs identities of two accounts: configure a second one');
    const change = transitionOf('EnableRegion');
    const region = (await changeableRegions(context)).at(-1) ?? '';
    await precondition(async () => {
      await bringTo({ context, caller: owner, account: {} }, region, change.to);
      await bringTo({ context, caller: other, account: {} }, region, change.from);
    });
    const statuses = await readRegions(other);
    if (statuses[region] !== change.from) throw new Blocked(`${region} has one status in both accounts`);
    const { max } = pageSizes(context);
    const NextToken = await issuedToken(owner, { MaxResults: 1 });
    const own: AnswerExpectation = { kind: 'regions', statuses, limit: max, part: true };
    const refused = other.refusal();
    const answer = await other.call(
      LIST,
      { MaxResults: max, NextToken },
      { provokes: ['body'], expected: { kind: 'any-of', of: [refused, own] } },
    );
    other.judge(LIST, answer.error === null ? own : refused, answer);
  },
});

export const otherTokenRules: readonly Rule[] = [foreignToken];
