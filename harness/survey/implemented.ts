import type { Contract } from '../../spec/contract.ts';
import { describeAnswer } from '../answers/describe.ts';
import { Refutation } from '../errors.ts';
import { guide } from '../source.ts';
import type { RuleContext } from '../context.ts';
import { rule, type Rule } from '../rule.ts';
import { probeInput } from './probe-input.ts';

const PREFIX = 'errors/implemented/';

/** One rule per operation: its valid probe gets a success or an error of the contract. They run before all others. */
export function surveyRules(contract: Contract): Rule[] {
  return Object.values(contract.operations).map((operation) =>
    rule({
      id: `${PREFIX}${operation.name}`,
      level: 'must',
      since: '0.1.0',
      statement: `${operation.name} is implemented: a valid request is answered with success or an error of the contract.`,
      source: guide('Actions'),
      operations: [operation.name],
      check: (context) => probe(context, operation.name),
    }),
  );
}

/** The operation that a survey rule is about; `null`: the rule is none. */
export function surveyedOperation(id: string): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
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
