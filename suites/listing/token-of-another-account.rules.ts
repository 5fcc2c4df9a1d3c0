import fc from 'fast-check';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { bringTo, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { callersOf } from '../steps/accounts.ts';
import {
  LIST,
  LIST_AND_CHANGE,
  issuedToken,
  knownRegions,
  nextToken,
  pageSizes,
  walk,
} from '../../harness/resources/region/list.ts';
import { changeableRegions } from '../../harness/resources/region/changeable.ts';
import { Blocked } from '../../harness/errors.ts';

const foreignToken = rule({
  id: 'listing/token-of-another-account',
  level: 'must',
  since: '0.1.0',
  statement:
    'A page token of another account is refused or shows the statuses of the caller, never those of its owner.',
  source: guide('ListRegions › Request Body › NextToken'),
  operations: LIST_AND_CHANGE,
  judges: LIST_AND_CHANGE,
  accounts: 'all',
  async check(context) {
    const [owner, other] = callersOf(context);
    if (!owner || !other) throw new Blocked('needs identities of two accounts: configure a second one');
    const change = transitionOf('EnableRegion');
    const subjects = [owner, other].map((caller) => ({ context, caller, account: {} }));
    if (!subjects[0] || !subjects[1]) return;
    const [mine, theirs] = [subjects[0], subjects[1]];
    const names = Object.keys(await knownRegions(owner));
    // The first of the list stands on the first page whatever its size, to which no token leads.
    const regions = (await changeableRegions(context)).filter((name) => name !== names[0]);
    if (regions.length === 0) throw new Blocked('no region after the first of the list may be changed');
    const region = draw(mine, 'region', fc.constantFrom(...regions));
    const place = names.indexOf(region);
    await precondition(async () => {
      await bringTo(mine, region, change.to);
      await bringTo(theirs, region, change.from);
    });
    const statuses = await knownRegions(owner);
    const visible = await knownRegions(other);
    if (statuses[region] === visible[region]) throw new Blocked(`${region} has one status in both accounts`);
    const { min, max } = pageSizes(context);
    await context.forAny(fc.integer({ min, max: Math.min(place, max) }), async (MaxResults) => {
      const pages: Answer[] = [];
      await precondition(async () => {
        pages.push(...(await walk(owner, { MaxResults }, statuses)));
      });
      for (const NextToken of pages.flatMap((page) => nextToken(page) ?? [])) {
        const own: AnswerExpectation = { kind: 'regions', statuses: visible, limit: MaxResults, part: true };
        const foreign = other.expect(LIST, { MaxResults, NextToken }, { provokes: ['body'] });
        await foreign.toAnswer({ kind: 'any-of', of: [other.refusal(), own] });
      }
    });
  },
});

/** The region that differs stands on a page that only a token leads to. */
const foreignTokenLater = rule({
  id: 'listing/token-of-another-account-later-page',
  level: 'must',
  since: '0.1.0',
  statement: 'A page token of another account never leads to a page that shows a status of its owner.',
  source: guide('ListRegions › Request Body › NextToken'),
  operations: LIST_AND_CHANGE,
  judges: LIST_AND_CHANGE,
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
    const statuses = await readList(other);
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

export const tokenOfAnotherAccountRules: readonly Rule[] = [foreignToken, foreignTokenLater];
