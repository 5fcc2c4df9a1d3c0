import type { Contract } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { answerForm, describeAnswer, describeExpectation } from '../../harness/answers/describe.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { Blocked, Refutation } from '../../harness/errors.ts';
import {
  type Rated,
  type Wait,
  exhaust,
  ofRate,
  onRate,
  ratedOperations,
  throttledAsDocumented,
} from './steps.ts';

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
