import type { Contract } from '../../spec/contract.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { type Wait, acceptedOf, ofRate, onRate, ratedOperations, sendBurst } from './steps.ts';

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
