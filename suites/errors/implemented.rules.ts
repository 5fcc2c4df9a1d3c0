import type { Contract } from '../../spec/contract.ts';
import { SURVEY_PREFIX } from '../../harness/survey/implemented.ts';
import { surveyOperation } from '../../harness/survey/survey-operation.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';

/** One rule per operation: its valid requests get a success or an error of the contract. They run before all others. */
export function implementedRules(contract: Contract): Rule[] {
  return Object.values(contract.operations).map((operation) =>
    rule({
      id: `${SURVEY_PREFIX}${operation.name}`,
      level: 'must',
      since: '0.1.0',
      statement: `${operation.name} is implemented: a valid request is answered with success or an error of the contract.`,
      source: guide('Actions'),
      operations: [operation.name],
      check: (context) => surveyOperation(context, operation),
    }),
  );
}
