import type { Contract, ErrorDefinition, Provocation } from '../../spec/contract.ts';
import type { Exchange, WireRequest } from '../../targets/transport/exchange.ts';
import { parseBody, type Answer } from '../answers/answer.ts';
import { mayBeRefusedNameless } from '../../oracle/input/text-verdict.ts';
import { isError, type Invariant } from './invariant.ts';
import { guide, protocol } from '../source.ts';

/** By contract, then by operation and by provocations, of which there are few. */
const known = new WeakMap<Contract, Map<string | null, Map<string, Legal>>>();

interface Legal {
  readonly errors: readonly ErrorDefinition[];
  /** Statuses of protocol errors whose form the contract leaves open. */
  readonly open: ReadonlySet<number>;
}

/** The errors that are legal answers to this request: its operation's, the common ones, and what it provoked. */
function legalErrors(contract: Contract, { request }: Exchange): Legal {
  if (request !== latest?.request || contract !== latest.contract) {
    latest = { request, contract, legal: knownErrors(contract, request) };
  }
  return latest.legal;
}

/** Several invariants ask of the same answer, one after another. */
let latest: { request: WireRequest; contract: Contract; legal: Legal } | null = null;

function knownErrors(contract: Contract, { operation, provokes = [] }: WireRequest): Legal {
  const ofContract = known.get(contract) ?? new Map<string | null, Map<string, Legal>>();
  const ofOperation = ofContract.get(operation) ?? new Map<string, Legal>();
  const key = provokes.join();
  const found = ofOperation.get(key);
  if (found) return found;
  const legal = findLegalErrors(contract, operation, provokes);
  known.set(contract, ofContract.set(operation, ofOperation.set(key, legal)));
  return legal;
}

function findLegalErrors(contract: Contract, name: string | null, provokes: readonly Provocation[]): Legal {
  const own = name === null ? [] : (contract.operations[name]?.errors ?? []);
  const errors = contract.errors.filter((error) => {
    if (error.scope === 'operation') return error.name !== null && own.includes(error.name);
    return error.provokedBy.length === 0 || error.provokedBy.some((cause) => provokes.includes(cause));
  });
  const open = errors.flatMap(({ name: named, statuses }) => (named === null ? statuses : []));
  return { errors, open: new Set(open) };
}

/** Whether the request provoked a protocol error whose form the contract leaves open. */
export function formIsOpen(answer: Answer, contract: Contract): boolean {
  const { status, exchange } = answer;
  return status !== null && status >= 400 && legalErrors(contract, exchange).open.has(status);
}

/** Whether it is a refusal of text that is nothing but white space: such a one may lack its name. */
export function mayLackName({ status, error, exchange }: Answer, contract: Contract): boolean {
  if (error !== null || status === null || !contract.wire.nameless.statuses.includes(status)) return false;
  return mayBeRefusedNameless(contract, parseBody(exchange.request.body) ?? null);
}

/** Whether the answer is a refusal: a 4xx, or another status that the request provoked. */
export function isRefused(answer: Answer, contract: Contract): boolean {
  const { status } = answer;
  return status !== null && status >= 400 && (status < 500 || formIsOpen(answer, contract));
}

/** Whether the answer is an error of the server, and nothing that the request provoked. */
export function isServerError(answer: Answer, contract: Contract): boolean {
  return answer.status !== null && answer.status >= 500 && !isRefused(answer, contract);
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
    const { errors } = legalErrors(contract, answer.exchange);
    const named = errors.filter(({ name }) => name === answer.error);
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
  applies: (answer, contract) =>
    isError(answer) && !formIsOpen(answer, contract) && !mayLackName(answer, contract),
  check: (answer) => (answer.error === null ? `status ${answer.status} comes without an error name` : null),
};
