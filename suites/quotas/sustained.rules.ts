import type { Contract } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { judgeAnswer } from '../../harness/answers/judge.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import {
  type Rated,
  type Wait,
  acceptedOf,
  exhausted,
  ofRate,
  onRate,
  oneMore,
  ratedOperations,
} from './steps.ts';

function sustained(operation: string, pass: Wait): Rule {
  return rule({
    ...ofRate(operation),
    id: `quotas/sustained/${operation}`,
    statement: `${operation} recovers: once it has refused, it lets requests through at its documented rate.`,
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
