import fc from 'fast-check';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { live, guide } from '../../harness/source.ts';
import {
  LIST,
  issuedToken,
  knownRegions,
  pageSizes,
  LIST_AND_CHANGE,
  nextToken,
  walk,
} from '../../harness/resources/region/list.ts';
import { refusedWithAReason } from '../steps/refusals.ts';
import { TOKEN } from './token.rules.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { bringTo, transitionOf } from '../../harness/resources/region/change.ts';
import { callersOf } from '../steps/accounts.ts';
import { changeableRegions } from '../../harness/resources/region/changeable.ts';
import { Blocked } from '../../harness/errors.ts';
import { ONE_ACCOUNT } from '../../harness/callers.ts';

type Alteration = (token: string) => string;

/** What is changed in an issued token, in words. */
const ALTERATIONS: readonly Variant<Alteration>[] = [
  { label: 'its last character cut', arbitrary: fc.constant((token) => token.slice(0, -1)) },
  { label: 'its first character cut', arbitrary: fc.constant((token) => token.slice(1)) },
  { label: 'its second half cut', arbitrary: fc.constant((token) => token.slice(0, token.length / 2)) },
  {
    label: 'a character appended',
    arbitrary: steps().map((by) => (token) => token + otherCharacter(token.at(-1), by)),
  },
  {
    label: 'a character put before it',
    arbitrary: steps().map((by) => (token) => otherCharacter(token[0], by) + token),
  },
  ...['=', '==', ' ', '\n', '%3D', '"'].map((more) => ({
    label: `${JSON.stringify(more)} appended`,
    arbitrary: fc.constant<Alteration>((token) => token + more),
  })),
  { label: 'a blank put before it', arbitrary: fc.constant((token) => ` ${token}`) },
  { label: 'written twice', arbitrary: fc.constant((token) => token + token) },
  { label: 'one character changed', arbitrary: fc.tuple(fc.nat(), steps()).map(changedAt) },
  { label: 'its first character changed', arbitrary: steps().map((by) => changedAt([0, by])) },
  { label: 'its last character changed', arbitrary: steps().map((by) => changedAt([-1, by])) },
  { label: 'the case of its letters changed', arbitrary: fc.constant(otherCase) },
  {
    label: 'its characters in reverse',
    arbitrary: fc.constant((token) => token.split('').toReversed().join('')),
  },
];

const ALPHABETS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** How far away in its alphabet the other character stands. */
function steps(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 9 });
}

/** Another character of the same kind, so that what comes of it still looks like a token. */
function otherCharacter(character = '', by: number): string {
  const alphabet = ALPHABETS.find((one) => one.includes(character)) ?? 'xyz';
  return alphabet.charAt((alphabet.indexOf(character) + by) % alphabet.length);
}

function changedAt([place, by]: [number, number]): Alteration {
  return (token) => {
    const at = place < 0 ? token.length - 1 : place % token.length;
    return token.slice(0, at) + otherCharacter(token[at], by) + token.slice(at + 1);
  };
}

function otherCase(token: string): string {
  return token
    .split('')
    .map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()))
    .join('');
}

const altered = rule({
  id: 'listing/token-altered',
  level: 'should',
  since: '0.1.0',
  statement: 'A page token that was altered in any way is refused.',
  source: TOKEN,
  operations: [LIST],
  check: (context) => refuseAltered(context, context.caller.refusal()),
});

const alteredError = rule({
  id: 'listing/token-altered-error',
  level: 'should',
  since: '0.1.0',
  statement: 'An altered page token is refused as invalid.',
  source: live('a page token that the service did not issue'),
  operations: [LIST],
  check: (context) => refuseAltered(context, context.caller.refusal('ValidationException')),
});

const alteredReason = rule({
  id: 'listing/token-altered-reason',
  level: 'should',
  since: '0.1.0',
  statement: 'An altered page token is refused as invalid, with a reason.',
  source: live('a page token that the service did not issue'),
  operations: [LIST],
  check: (context) => refuseAltered(context, refusedWithAReason(context.contract)),
});

/** The control is the token as it was issued; it comes last, since a service may take each token once. */
async function refuseAltered(context: RuleContext, refused: AnswerExpectation): Promise<void> {
  const { caller } = context;
  await knownRegions(caller);
  const { min } = pageSizes(context);
  await context.forEach(ALTERATIONS, async (alter) => {
    const token = await issuedToken(caller, { MaxResults: min });
    const input = { MaxResults: min, NextToken: token };
    const changed = alter(token);
    if (changed === token || changed === '') return;
    await caller.expect(LIST, { ...input, NextToken: changed }, { provokes: ['body'] }).toAnswer(refused);
    await precondition(() => follows(caller, input));
  });
}

async function follows(caller: Caller, input: { MaxResults: number; NextToken: string }): Promise<void> {
  await caller.expect(LIST, input).toSucceed();
}

export const tokenAlteredRules: readonly Rule[] = [altered, alteredError, alteredReason];

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
    if (!owner || !other) throw new Blocked(ONE_ACCOUNT);
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
    if (!owner || !other) throw new Blocked(ONE_ACCOUNT);
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
