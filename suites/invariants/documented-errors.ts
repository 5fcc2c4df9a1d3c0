import type { Contract, ErrorDefinition } from '../../spec/contract.ts';
import type { Exchange } from '../../targets/exchange.ts';
import type { Answer } from '../answer.ts';
import type { Invariant } from './invariant.ts';
import { isError } from './invariant.ts';
import { guide, protocol } from '../source.ts';

/** The errors that are legal answers to this request: its operation's, the common ones, and what it provoked. */
function legalErrors(contract: Contract, exchange: Exchange): ErrorDefinition[] {
  const { operation: name, provokes = [] } = exchange.request;
  const own = name === null ? [] : (contract.operations[name]?.errors ?? []);
  return contract.errors.filter((error) => {
    if (error.scope === 'operation') return error.name !== null && own.includes(error.name);
    return error.provokedBy.length === 0 || error.provokedBy.some((cause) => provokes.includes(cause));
  });
}

/** Whether the request provoked a protocol error whose form the contract leaves open. */
export function formIsOpen(answer: Answer, contract: Contract): boolean {
  const legal = legalErrors(contract, answer.exchange);
  return legal.some(({ name, statuses }) => name === null && statuses.includes(answer.status ?? 0));
}

export const documentedErrors: Invariant = {
  id: 'errors/documented',
  level: 'must',
  since: '0.1.0',
  statement:
    'An error has a name and a status that are documented for the operation, or that the request provoked.',
  source: guide('DeleteAlternateContact › Errors', 'Common Errors'),
  expected: 'an error name with its documented status',
  applies: (answer, contract) => isError(answer) && answer.error !== null && !formIsOpen(answer, contract),
  check(answer, contract) {
    const legal = legalErrors(contract, answer.exchange);
    const named = legal.filter(({ name }) => name === answer.error);
    if (named.some(({ statuses }) => statuses.includes(answer.status ?? 0))) return null;
    if (named.length > 0) {
      const statuses = named.flatMap((error) => error.statuses).join(' or ');
      return `${answer.error} comes with status ${answer.status}, documented is ${statuses}`;
    }
    return `${answer.error} (${answer.status}) is not documented for ${answer.exchange.request.operation ?? 'this request'}`;
  },
};

export const findableName: Invariant = {
  id: 'errors/name-findable',
  level: 'must',
  since: '0.1.0',
  statement: 'A client finds the name of an error in the header or in the body.',
  source: protocol('restJson1, operation error serialization'),
  expected: 'an error name in x-amzn-errortype, __type or code',
  applies: (answer, contract) => isError(answer) && !formIsOpen(answer, contract),
  check: (answer) => (answer.error === null ? `status ${answer.status} comes without an error name` : null),
};
