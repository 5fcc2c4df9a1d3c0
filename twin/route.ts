import type { IncomingMessage } from 'node:http';
import type { Contract, Operation } from '../spec/contract.ts';
import type { Dialect } from './dialects/axes.ts';
import { Refusal } from './refusal.ts';

/** What a request asks for. `query` is the other protocol, which answers in XML. */
export type Route =
  | { readonly kind: 'call'; readonly operation: Operation; readonly bodyless: boolean }
  | { readonly kind: 'query'; readonly action: string };

/** Finds the operation in method and path. @throws {Refusal} */
export function route(request: IncomingMessage, body: string, contract: Contract, choices: Dialect): Route {
  const { method = '', url = '' } = request;
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark));
  if (path === '/') return atRoot(request, method, query, body, contract, choices);
  const operation = Object.values(contract.operations).find((known) => known.path === path);
  if (!operation) throw unknownPath(choices);
  if (method === operation.method) return { kind: 'call', operation, bodyless: false };
  const serves = method === 'GET' ? choices.getMethod === 'served' : choices.otherMethod === 'served';
  if (serves) return { kind: 'call', operation, bodyless: true };
  throw otherMethod(choices);
}

function atRoot(
  { headers }: IncomingMessage,
  method: string,
  query: URLSearchParams,
  body: string,
  contract: Contract,
  choices: Dialect,
): Route {
  const named = headers[contract.wire.targetHeader];
  if (typeof named === 'string' && method === 'POST' && choices.targetHeader === 'served') {
    const { targetPrefix } = contract.wire;
    const name = named.startsWith(targetPrefix) ? named.slice(targetPrefix.length) : '';
    const operation = Object.hasOwn(contract.operations, name) ? contract.operations[name] : undefined;
    if (operation) return { kind: 'call', operation, bodyless: false };
  }
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const action = query.get('Action') ?? (isForm ? new URLSearchParams(body).get('Action') : null);
  if (action !== null && choices.queryRequest === 'xml' && Object.hasOwn(contract.operations, action))
    return { kind: 'query', action };
  throw unknownPath(choices);
}

function unknownPath({ unknownPath: how }: Dialect): Refusal {
  if (how === 'nameless') return new Refusal(404, null, 'No such page.');
  const name = how === '403' ? 'MissingAuthenticationTokenException' : 'UnknownOperationException';
  return new Refusal(Number(how), name, 'No such operation.');
}

function otherMethod({ otherMethod: how }: Dialect): Refusal {
  // As servers answer before any service is asked.
  if (how === '501') return new Refusal(501, null, 'Unsupported method.');
  const status = how === 'served' ? 405 : Number(how);
  return new Refusal(status, 'UnknownOperationException', 'No such method here.');
}
