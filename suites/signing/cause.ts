import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import { refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { MADE_UP_TOKEN, casesOf } from './cases.ts';
import type { SigningFault } from './fault.ts';
import { SIGNED, SIGNED_OPERATIONS, callerWithToken, refusedUnlikeTwin, signingNames } from './steps.ts';

/** Causes that only a caller with temporary credentials can give. */
const WRONG_TOKEN = 'wrong-token';

const OF_TOKENS = [WRONG_TOKEN, 'missing-token'];

/** The rules of some causes of spec/signing.yaml: that a request is refused for it, and by which name. */
export function causeRules(contract: Contract, causes: readonly string[]): Rule[] {
  const { refusals } = loadSigning();
  return refusals
    .filter(({ cause }) => causes.includes(cause))
    .flatMap((entry) => [
      rule({
        ...SIGNED,
        ...accountsFor(entry.cause),
        id: `signing/${entry.cause}`,
        level: entry.level,
        statement: entry.statement,
        source: entry.source,
        check: (context) =>
          refusesAll(context, entry.cause, casesOf(context, entry.cause), refusal(contract, [])),
      }),
      rule({
        ...SIGNED,
        ...accountsFor(entry.cause),
        id: `signing/${entry.cause}-name`,
        level: 'should',
        statement: `${entry.statement.replace(/\.$/, '')}, with a name and a status that say that the signature is at fault.`,
        source: entry.source,
        check: (context) => refusesAll(context, entry.cause, casesOf(context, entry.cause), signingNames()),
      }),
    ]);
}

function accountsFor(cause: string): Pick<Rule, 'accounts'> {
  return OF_TOKENS.includes(cause) ? { accounts: 'all' } : {};
}

/** Each case, on a write and on a read. */
export async function refusesAll(
  context: RuleContext,
  cause: string,
  cases: readonly Variant<SigningFault>[],
  expected: AnswerExpectation,
): Promise<void> {
  const caller = OF_TOKENS.includes(cause) ? await callerWithToken(context) : context.caller;
  const subject = { context, caller, account: {} };
  for (const operation of SIGNED_OPERATIONS) {
    await context.forEach(cases, (fault) => refusedUnlikeTwin(subject, operation, fault, expected));
  }
  if (cause !== WRONG_TOKEN) return;
  const { sessionToken } = await context.caller.identity.credentials();
  if (sessionToken !== undefined) return;
  // Credentials that have no token have none that is right.
  const alone = { ...subject, caller: context.caller };
  const added = cases.filter(({ label }) => label === MADE_UP_TOKEN);
  await context.forEach(added, (fault) => refusedUnlikeTwin(alone, 'GetAlternateContact', fault, expected));
}
