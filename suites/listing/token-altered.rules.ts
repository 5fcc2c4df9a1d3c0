import fc from 'fast-check';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { live } from '../../harness/source.ts';
import { LIST, issuedToken, knownRegions, pageSizes } from '../../harness/resources/region/list.ts';
import { refusedWithAReason } from '../steps/refusals.ts';
import { TOKEN } from './token.rules.ts';

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
