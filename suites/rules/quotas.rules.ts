import type { Contract } from '../../spec/contract.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import type { RuleContext } from '../../harness/context.ts';
import { answerForm, describeAnswer, describeExpectation } from '../../harness/answers/describe.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { judgeAnswer } from '../../harness/answers/judge.ts';
import { Blocked, Refutation } from '../../harness/errors.ts';
import { regionQuotaRules } from './quota-regions.rules.ts';
import {
  acceptedOf,
  burst,
  exhaust,
  oneMore,
  othersThan,
  passTime,
  prepared,
  refilled,
  throttledAnyhow,
  throttledAsDocumented,
  type Rated,
  type Wait,
} from './quota-steps.ts';

const QUOTAS = guide('Quotas for AWS Account Management');
const RATED = { level: 'should', since: '0.1.0', source: QUOTAS, capability: 'quotas', alone: true } as const;
/** Requests that are sent at the documented rate, one after the other. */
const SUSTAINED = 3;
/** How often it is tried whether the target lets requests through again. */
const MOST_TRIES = 10;

/** Every rule of the suite quotas; `pass` lets time pass. */
export function quotaRules(contract: Contract, pass: Wait = passTime): Rule[] {
  const rated = Object.keys(loadQuotas().rates).filter((name) => contract.operations[name]);
  return [
    ...rated.flatMap((operation) => ratesOf(operation, pass)),
    ...apart(pass),
    ...regionQuotaRules(pass),
  ];
}

function ratesOf(operation: string, pass: Wait): Rule[] {
  const operations = [...new Set([operation, ...storing(operation)])];
  return [
    rule({
      ...RATED,
      id: `quotas/burst/${operation}`,
      statement: `${operation} lets the documented number of requests through at once.`,
      operations,
      check: (context) =>
        onRate(
          context,
          operation,
          pass,
          async (rated) => {
            await burst(rated, rated.rate.burst, 1, acceptedOf(context.contract, operation));
          },
          { letsThrough: true },
        ),
    }),
    rule({
      ...RATED,
      id: `quotas/over/${operation}`,
      statement: `${operation} refuses requests over its rate as too many.`,
      source: guide(`${operation} › Errors`, 'Quotas for AWS Account Management'),
      operations,
      check: (context) => onRate(context, operation, pass, (rated) => refusesOver(context, rated)),
    }),
    rule({
      ...RATED,
      id: `quotas/sustained/${operation}`,
      statement: `${operation} recovers: once it has refused, it lets requests through at its documented rate.`,
      operations,
      check: (context) =>
        onRate(context, operation, pass, (rated) => recovers(context, rated), { letsThrough: true }),
    }),
  ];
}

function apart(pass: Wait): Rule[] {
  return [
    rule({
      ...RATED,
      id: 'quotas/accounts-apart',
      statement: 'The requests of one account do not count against the rate of another.',
      operations: ['GetContactInformation'],
      accounts: 'all',
      check: (context) => accountsApart(context, pass),
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

/** Begins and ends with a whole allowance, so that neither other rules nor what is put back are refused. */
async function onRate(
  context: RuleContext,
  operation: string,
  pass: Wait,
  steps: (rated: Rated) => Promise<void>,
  { letsThrough }: { letsThrough: boolean } = { letsThrough: false },
): Promise<void> {
  const rated = await prepared(
    { context, caller: context.caller, account: {} },
    operation,
    pass,
    letsThrough,
  );
  try {
    await steps(rated);
  } finally {
    await refilled(rated);
  }
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

async function accountsApart(context: RuleContext, pass: Wait): Promise<void> {
  const others = othersThan(context, context.caller);
  if (others.length === 0) throw new Blocked('needs identities of two accounts: configure another one');
  await onRate(context, 'GetContactInformation', pass, async (rated) => {
    await exhausted(context, rated);
    for (const other of others)
      await other.expect(rated.operation, rated.input, { provokes: ['rate'] }).toSucceed();
  });
}

async function exhausted(context: RuleContext, rated: Rated): Promise<void> {
  if (!(await exhaust(rated, throttledAnyhow(context.contract))))
    throw new Blocked('no request was refused for its rate, so nothing can be said about what follows');
}

/** What is called beside the operation, so that there is something to read or to delete. */
function storing(operation: string): string[] {
  if (operation === 'GetContactInformation') return [];
  if (operation === 'PutContactInformation') return ['GetContactInformation'];
  const isContact = operation === 'GetAlternateContact' || operation === 'DeleteAlternateContact';
  return isContact ? ['PutAlternateContact', 'GetAlternateContact'] : [];
}
