import type { Contract } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { describeAnswer } from '../../harness/answers/describe.ts';
import { probeInput, SURVEY_PREFIX } from '../../harness/survey/implemented.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { Refutation } from '../../harness/errors.ts';

/** One rule per operation: its valid probe gets a success or an error of the contract. They run before all others. */
export function implementedRules(contract: Contract): Rule[] {
  return Object.values(contract.operations).map((operation) =>
    rule({
      id: `${SURVEY_PREFIX}${operation.name}`,
      level: 'must',
      since: '0.1.0',
      statement: `${operation.name} is implemented: a valid request is answered with success or an error of the contract.`,
      source: guide('Actions'),
      operations: [operation.name],
      check: (context) => probe(context, operation.name),
    }),
  );
}

async function probe({ caller, contract, seed }: RuleContext, operation: string): Promise<void> {
  const answer = await caller.call(operation, probeInput(contract, operation, seed));
  const known = contract.operations[operation];
  if (answer.status === known?.successStatus) return;
  const legal = contract.errors.some(
    ({ name, scope }) =>
      name !== null &&
      name === answer.error &&
      ((scope === 'operation' && known?.errors.includes(name)) ||
        (scope === 'common' && name !== UNKNOWN_ACTION)),
  );
  if (legal) return;
  throw new Refutation(
    `${operation}: success, or an error of the contract`,
    describeAnswer(answer),
    'not implemented',
  );
}

/** The common error that says that there is no such operation. */
const UNKNOWN_ACTION = 'InvalidAction';
