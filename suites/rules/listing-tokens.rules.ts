import fc from 'fast-check';
import { operationOf } from '../../generators/values/input.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../harness/properties.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { refusedWithAReason } from './refused-with-a-reason.ts';
import { precondition } from '../../harness/subject.ts';
import { guide, live } from '../../harness/source.ts';
import { LIST, issuedToken, pageSizes, knownRegions } from './listing-steps.ts';

const TOKEN = guide('ListRegions › Request Body › NextToken');
const INVALID = 'ValidationException';

type Alteration = (token: string) => string;

/** What is changed in an issued token, in words. */
const ALTERATIONS: readonly Variant<Alteration>[] = [
  { label: 'its last character cut', arbitrary: fc.constant((token) => token.slice(0, -1)) },
  { label: 'its first character cut', arbitrary: fc.constant((token) => token.slice(1)) },
  { label: 'its second half cut', arbitrary: fc.constant((token) => token.slice(0, token.length / 2)) },
  {
    label: 'a character appended',
    arbitrary: steps().map((by) => (token) => token + other(token.at(-1), by)),
  },
  {
    label: 'a character put before it',
    arbitrary: steps().map((by) => (token) => other(token[0], by) + token),
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
function other(character = '', by: number): string {
  const alphabet = ALPHABETS.find((one) => one.includes(character)) ?? 'xyz';
  return alphabet.charAt((alphabet.indexOf(character) + by) % alphabet.length);
}

function changedAt([place, by]: [number, number]): Alteration {
  return (token) => {
    const at = place < 0 ? token.length - 1 : place % token.length;
    return token.slice(0, at) + other(token[at], by) + token.slice(at + 1);
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
  level: 'must',
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
  check: (context) => refuseAltered(context, context.caller.refusal(INVALID)),
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

const notIssued = rule({
  id: 'listing/token-not-issued',
  level: 'must',
  since: '0.1.0',
  statement: 'A page token that the service did not issue is refused, however it looks.',
  source: TOKEN,
  operations: [LIST],
  check: (context) => refuseInvented(context, context.caller.refusal()),
});

const notIssuedError = rule({
  id: 'listing/token-not-issued-error',
  level: 'should',
  since: '0.1.0',
  statement: 'A page token that the service did not issue is refused as invalid.',
  source: live('a page token that the service did not issue'),
  operations: [LIST],
  check: (context) => refuseInvented(context, context.caller.refusal(INVALID)),
});

async function refuseInvented(context: RuleContext, refused: AnswerExpectation): Promise<void> {
  const { caller } = context;
  const names = Object.keys(await knownRegions(caller));
  await precondition(async () => {
    await caller.expect(LIST, {}).toSucceed();
  });
  await context.forAny(inventedTokens(context, names), async (NextToken) => {
    await caller.expect(LIST, { NextToken }, { provokes: ['body'] }).toAnswer(refused);
  });
}

/** Numbers, names of regions, JSON and any text, as they are and in base64: what a careless service takes for its own. */
function inventedTokens({ contract }: RuleContext, names: readonly string[]): fc.Arbitrary<string> {
  const shape = operationOf(contract, LIST).input.members['NextToken']?.shape;
  const longest = shape?.kind === 'string' ? (shape.maxLength ?? 0) : 0;
  const guesses = fc.oneof(
    fc.nat({ max: names.length + 1 }).map(String),
    fc.constantFrom(...names),
    fc.nat({ max: names.length }).map((offset) => JSON.stringify({ offset })),
    fc.constantFrom(...names).map((name) => JSON.stringify({ name })),
    fc.string({ minLength: 1, maxLength: longest / 2 }),
  );
  const encoded = guesses.map((text) => Buffer.from(text, 'utf8').toString('base64'));
  return fc.oneof(guesses, encoded).filter((token) => token !== '' && token.length <= longest);
}

const emptyToken = rule({
  id: 'listing/token-empty',
  level: 'contested',
  since: '0.1.0',
  statement: 'An empty page token is no token.',
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
  statement: 'A page token that is sent with another filter than it was issued for is refused.',
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

export const tokenRules: readonly Rule[] = [
  altered,
  alteredError,
  alteredReason,
  notIssued,
  notIssuedError,
  emptyToken,
  reused,
  otherFilter,
];
