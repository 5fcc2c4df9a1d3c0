import fc from 'fast-check';
import { breaksExactly } from '../../generators/near-miss/breaks-exactly.ts';
import { inputBreaks } from '../../generators/near-miss/input-breaks.ts';
import { operationOf } from '../../generators/values/input.ts';
import { BLANK_TOKENS, tokenGuesses } from '../../generators/values/token-guesses.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { precondition } from '../../harness/subject.ts';
import { guide, live } from '../../harness/source.ts';
import {
  LIST,
  filterStatuses,
  issuedToken,
  knownRegions,
  namesOf,
  pageSizes,
} from '../../harness/resources/region/list.ts';
import { surelyRefused } from '../steps/refusals.ts';

export const TOKEN = guide('ListRegions › Request Body › NextToken');
export const PAGES = guide(
  'ListRegions › Request Body › MaxResults',
  'ListRegions › Response Elements › NextToken',
);

const notIssued = rule({
  id: 'listing/token-not-issued',
  level: 'must',
  since: '0.1.0',
  statement: 'Random text, which no service can have issued, is refused as a page token.',
  source: TOKEN,
  operations: [LIST],
  check: (context) => refuseInvented(context, context.caller.refusal()),
});

const notIssuedError = rule({
  id: 'listing/token-not-issued-error',
  level: 'should',
  since: '0.1.0',
  statement: 'Random text, which no service can have issued, is refused as invalid as a page token.',
  source: live('a page token that the service did not issue'),
  operations: [LIST],
  check: (context) => refuseInvented(context, context.caller.refusal('ValidationException')),
});

async function refuseInvented(context: RuleContext, refused: AnswerExpectation): Promise<void> {
  const { caller } = context;
  await precondition(async () => {
    await caller.expect(LIST, {}).toSucceed();
  });
  await context.forAny(inventedTokens(context), async (NextToken) => {
    await caller.expect(LIST, { NextToken }, { provokes: ['body'] }).toAnswer(refused);
  });
}

/** Shorter text may by chance be what some scheme yields: a number, a word. */
const SURELY_RANDOM = 24;

/** Random text, as it is and in base64. */
function inventedTokens({ contract }: RuleContext): fc.Arbitrary<string> {
  const shape = operationOf(contract, LIST).input.members['NextToken']?.shape;
  const longest = shape?.kind === 'string' ? (shape.maxLength ?? 0) : 0;
  const random = fc.string({ minLength: SURELY_RANDOM, maxLength: longest / 2 });
  return fc.oneof(
    random,
    random.map((text) => Buffer.from(text, 'utf8').toString('base64')),
  );
}

const blank = rule({
  id: 'listing/token-blank',
  level: 'must',
  since: '0.1.0',
  statement: 'Blanks, and words that stand for nothing, are refused as a page token.',
  source: TOKEN,
  operations: [LIST],
  check: (context) => refuseEach(context, () => BLANK_TOKENS),
});

const guessed = rule({
  id: 'listing/token-guessed',
  level: 'should',
  since: '0.1.0',
  statement:
    'A position or the name of a region is refused as a page token, whether plain or in base64, hexadecimal or JSON.',
  source: TOKEN,
  operations: [LIST],
  check: (context) => refuseEach(context, tokenGuesses),
});

async function refuseEach(
  context: RuleContext,
  tokensFor: (names: readonly string[]) => readonly string[],
): Promise<void> {
  const { caller } = context;
  const names = Object.keys(await readList(caller));
  const { min } = pageSizes(context);
  await precondition(async () => {
    await caller.expect(LIST, { MaxResults: min }).toSucceed();
  });
  for (const NextToken of tokensFor(names))
    await caller.expect(LIST, { MaxResults: min, NextToken }, { provokes: ['body'] }).toBeRefused();
}

const emptyToken = rule({
  id: 'listing/token-empty',
  level: 'contested',
  since: '0.1.0',
  statement: 'An empty page token means the same as no token.',
  source: TOKEN,
  operations: [LIST],
  async check({ caller }) {
    const statuses = await knownRegions(caller);
    await caller.expect(LIST, { NextToken: '' }).toAnswer({ kind: 'regions', statuses, limit: null });
  },
});

const reused = rule({
  id: 'listing/token-reused',
  level: 'contested',
  since: '0.1.0',
  statement: 'A page token that is sent again yields the same page again.',
  source: TOKEN,
  operations: [LIST],
  async check(context) {
    const { caller, session } = context;
    await knownRegions(caller);
    const { min } = pageSizes(context);
    const NextToken = await issuedToken(caller, { MaxResults: min });
    await caller.expect(LIST, { MaxResults: min, NextToken }).toSucceed();
    const first = session.calls.length - 1;
    const again = caller.expect(LIST, { MaxResults: min, NextToken });
    await again.toAnswer({ kind: 'same-answer', as: first });
  },
});

const otherFilter = rule({
  id: 'listing/token-with-another-filter',
  level: 'contested',
  since: '0.1.0',
  statement: 'A page token that is sent with a filter other than the one it was issued for is refused.',
  source: TOKEN,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const [status] = Object.values(await knownRegions(caller));
    const { min } = pageSizes(context);
    const NextToken = await issuedToken(caller, { MaxResults: min });
    const filtered = { MaxResults: min, NextToken, RegionOptStatusContains: [status ?? ''] };
    await caller.expect(LIST, filtered).toBeRefused();
  },
});

const noTokenAfterAll = rule({
  id: 'listing/no-token-after-everything',
  level: 'should',
  since: '0.1.0',
  statement: 'The page that shows the last region has no token, even when it is full.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await knownRegions(caller);
    const count = Object.keys(statuses).length;
    const { min, max } = pageSizes(context);
    const sizes = [count, count + 1, max].filter((size) => size >= count && size <= max);
    if (sizes.length === 0) context.notApplicable(`${count} regions are more than fit on any page`);
    for (const size of sizes) {
      // A page may be short of what was asked for; then the last region stands on a later one.
      const page = await caller.call(LIST, { MaxResults: size });
      const last = namesOf(page).length === count;
      caller.judge(LIST, { kind: 'regions', statuses, limit: size, ...(last ? { last } : {}) }, page);
    }
    await caller.expect(LIST, { MaxResults: min }).toAnswer({ kind: 'regions', statuses, limit: min });
  },
});

/** Members whose constraints are asked about elsewhere. */
const ELSEWHERE = ['NextToken', 'AccountId'];

/** Whoever follows a token has asked for a first page before, of which a service may think that it checked enough. */
const besideToken = rule({
  id: 'listing/invalid-beside-token',
  level: 'must',
  since: '0.1.0',
  statement:
    'ListRegions refuses the same values of MaxResults and of the filter when a page token is sent too.',
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

export const tokenRules: readonly Rule[] = [
  notIssued,
  notIssuedError,
  blank,
  guessed,
  emptyToken,
  reused,
  otherFilter,
  noTokenAfterAll,
  besideToken,
];
