import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { Blocked, Refutation } from '../../harness/errors.ts';
import { ONE_ACCOUNT } from '../../harness/callers.ts';
import {
  RATED,
  exhausted,
  onRate,
  othersThan,
  acceptedOf,
  ofRate,
  ratedOperations,
  sendBurst,
  exhaust,
  throttledAsDocumented,
  oneMore,
  type Wait,
  type Rated,
} from './steps.ts';
import type { Contract } from '../../spec/contract.ts';
import { answerForm, describeAnswer, describeExpectation } from '../../harness/answers/describe.ts';
import { guide } from '../../harness/source.ts';
import { judgeAnswer } from '../../harness/answers/judge.ts';

export function isolationRules(pass: Wait): Rule[] {
  return [
    rule({
      ...RATED,
      id: 'quotas/accounts-apart',
      statement: 'The requests of one account do not count against the rate of another.',
      operations: ['GetContactInformation'],
      accounts: 'all',
      check: (context) => accountsAreIsolated(context, pass),
    }),
    rule({
      ...RATED,
      id: 'quotas/operations-apart',
      statement: 'The requests of one operation do not count against the rate of another.',
      operations: ['GetContactInformation', 'ListRegions'],
      check: (context) =>
        onRate(context, 'ListRegions', pass, async (listing) => {
          await exhausted(context, listing);
          const expected = { kind: 'success' } as const;
          await context.caller.expect('GetContactInformation', {}, { provokes: ['rate'] }).toAnswer(expected);
        }),
    }),
  ];
}

async function accountsAreIsolated(context: RuleContext, pass: Wait): Promise<void> {
  const others = othersThan(context, context.caller);
  if (others.length === 0) throw new Blocked(ONE_ACCOUNT);
  await onRate(context, 'GetContactInformation', pass, async (rated) => {
    await exhausted(context, rated);
    for (const other of others)
      await other.expect(rated.operation, rated.input, { provokes: ['rate'] }).toSucceed();
  });
}

function burst(operation: string, pass: Wait): Rule {
  return rule({
    ...ofRate(operation),
    id: `quotas/burst/${operation}`,
    statement: `${operation} lets the documented number of requests through at once.`,
    check: (context) =>
      onRate(
        context,
        operation,
        pass,
        async (rated) => {
          await sendBurst(rated, rated.rate.burst, 1, acceptedOf(context.contract, operation));
        },
        { letsThrough: true },
      ),
  });
}

export function burstRules(contract: Contract, pass: Wait): Rule[] {
  return ratedOperations(contract).map((operation) => burst(operation, pass));
}

function over(operation: string, pass: Wait): Rule {
  return rule({
    ...ofRate(operation),
    id: `quotas/over/${operation}`,
    statement: `${operation} refuses requests over its rate as too many.`,
    source: guide(`${operation} › Errors`, 'Quotas for AWS Account Management'),
    check: (context) => onRate(context, operation, pass, (rated) => refusesOver(context, rated)),
  });
}

async function refusesOver(context: RuleContext, rated: Rated): Promise<void> {
  const { contract, session, target } = context;
  const documented = throttledAsDocumented(contract);
  if (await exhaust(rated, documented)) return;
  if (target.capabilities.quotas === 'probe') context.notApplicable('the target enforces no rate (probed)');
  const last = session.calls.at(-1);
  if (!last) throw new Blocked('nothing was sent');
  last.expected = documented;
  throw new Refutation(
    `${rated.operation}: ${describeExpectation(documented)}`,
    `${describeAnswer(last.answer)} — so was every request before it`,
    answerForm(last.answer),
  );
}

export function overRules(contract: Contract, pass: Wait): Rule[] {
  return ratedOperations(contract).map((operation) => over(operation, pass));
}

function sustained(operation: string, pass: Wait): Rule {
  return rule({
    ...ofRate(operation),
    id: `quotas/sustained/${operation}`,
    statement: `${operation} recovers: after a refusal it lets requests through at its documented rate.`,
    check: (context) =>
      onRate(context, operation, pass, (rated) => recovers(context, rated), { letsThrough: true }),
  });
}

/** Requests that are sent at the documented rate, one after the other. */
const SUSTAINED = 3;

/** How often it is tried whether the target lets requests through again. */
const MOST_TRIES = 10;

async function recovers(context: RuleContext, rated: Rated): Promise<void> {
  await exhausted(context, rated);
  const { subject, operation, input } = rated;
  const accepted = acceptedOf(context.contract, operation);
  const judging = { contract: context.contract, operation, earlier: [] };
  for (let request = 0; request < SUSTAINED; request += 1) {
    for (let tries = 1; ; tries += 1) {
      await oneMore(rated);
      const call = subject.caller.expect(operation, input, { provokes: ['rate'], withinMs: patience(rated) });
      if (tries === MOST_TRIES) {
        await call.toAnswer(accepted);
        break;
      }
      const answer = await call.toAnswer({ kind: 'no-server-error' });
      if (judgeAnswer(accepted, answer, judging) === null) break;
    }
  }
}

/** Milliseconds after which a replay gives up waiting. */
function patience({ rate }: Rated): number {
  return (MOST_TRIES * 1000) / rate.perSecond;
}

export function sustainedRules(contract: Contract, pass: Wait): Rule[] {
  return ratedOperations(contract).map((operation) => sustained(operation, pass));
}
