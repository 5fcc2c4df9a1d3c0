import * as fc from 'fast-check';
import type { Contract, Operation } from '../../spec/contract.ts';
import {
  ACCEPTED,
  httpAnomaly,
  REFUSED,
  withHeader,
  type HttpAnomaly,
  type HttpRequest,
} from './http-anomaly.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { isObject } from '../values/input-faults.ts';

const OTHERS = ['PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE', 'QUERY'];

/** Each method that the operations do not have. */
export function methods(contract: Contract): readonly HttpAnomaly[] {
  const used = new Set(Object.values(contract.operations).map(({ method }) => method));
  const get = httpAnomaly(
    'method-get',
    'The method is GET',
    ACCEPTED('contested', 'method', 'protocol'),
    (valid) =>
      fc.boolean().map((empty) => ({
        ...valid,
        method: 'GET',
        body: empty ? new Uint8Array() : valid.body,
        transport: 'raw' as const,
      })),
  );
  const others = OTHERS.filter((method) => !used.has(method)).map((method) =>
    httpAnomaly(
      `method-${method.toLowerCase()}`,
      `The method is ${method}`,
      REFUSED('should', 'method'),
      (valid) => fc.constant({ ...valid, method, transport: 'raw' }),
    ),
  );
  const options = httpAnomaly(
    'method-options',
    'The method is OPTIONS',
    ACCEPTED('contested', 'method', 'protocol'),
    (valid) => fc.constant({ ...valid, method: 'OPTIONS', transport: 'raw' }),
  );
  const unknown = httpAnomaly(
    'method-unknown',
    'The method is unknown',
    REFUSED('should', 'method'),
    (valid) =>
      fc
        .constantFrom('BREW', 'X', valid.method.toLowerCase(), `${valid.method}S`)
        .map((method) => ({ ...valid, method, transport: 'raw' as const })),
  );
  return [get, ...others, options, unknown];
}

/** Paths that name no operation, or name one in another way, and queries that hold members. */
export function paths(contract: Contract): readonly HttpAnomaly[] {
  const path = (
    id: string,
    title: string,
    kind: Parameters<typeof httpAnomaly>[2],
    changes: readonly ((target: string) => string)[],
  ): HttpAnomaly =>
    httpAnomaly(`path-${id}`, title, kind, (valid) =>
      fc
        .constantFrom(...changes)
        .map((change) => ({ ...valid, target: change(valid.target), transport: 'raw' })),
    );
  const wrong = REFUSED('must', 'path');
  // A gateway may normalize it; a signer and a verifier may write it in two ways.
  const disputed = ACCEPTED('contested', 'path', 'signature');
  return [
    path('case', 'The path is in another case', disputed, [
      (target) => target.toLowerCase(),
      (target) => target.toUpperCase(),
      (target) => `/${target.charAt(1).toUpperCase()}${target.slice(2)}`,
    ]),
    path('unknown', 'The path names no operation', wrong, [
      () => '/unknownOperation',
      (target) => `${target}s`,
      (target) => target.slice(0, -1),
      (target) => `/v1${target}`,
      (target) => `${target}/x`,
      (target) => `${target}%00`,
      (target) => `${target}.json`,
    ]),
    path('root', 'The path is the root', wrong, [() => '/', () => '/?']),
    path('trailing-slash', 'A slash follows the path', disputed, [
      (target) => `${target}/`,
      (target) => `${target}//`,
    ]),
    path('doubled-slash', 'The path begins with two slashes', disputed, [(target) => `/${target}`]),
    path('encoded', 'A letter of the path is percent-encoded', disputed, [
      (target) => `/${percent(target.charAt(1))}${target.slice(2)}`,
      (target) => target.slice(0, -1) + percent(target.slice(-1)),
      (target) => `/%2f${target.slice(1)}`,
    ]),
    path('dot-segments', 'The path holds dot segments', disputed, [
      (target) => `/.${target}`,
      (target) => `/x/..${target}`,
      (target) => `/..${target}`,
      (target) => `${target}/.`,
    ]),
    path('parameters', 'The path has parameters', disputed, [
      (target) => `${target};a=b`,
      (target) => `${target};`,
    ]),
    path('query', 'The path has a query that means nothing', disputed, [
      (target) => `${target}?`,
      (target) => `${target}?a=b`,
      (target) => `${target}?&&`,
    ]),
    httpAnomaly(
      'query-members',
      'The members are in the query as well as in the body',
      disputed,
      (valid) => fc.constant({ ...valid, target: `${valid.target}?${queryOf(textMembers(valid))}` }),
      (operation) => requiredTexts(operation).length > 0,
    ),
    ...Object.values(contract.operations).flatMap(memberInQuery),
  ];
}

/** A required member that stands in the query only: the body lacks it. */
function memberInQuery(operation: Operation): readonly HttpAnomaly[] {
  return requiredTexts(operation).map((name) =>
    httpAnomaly(
      `query-instead-of-body-${operation.name}-${name}`,
      `${name} is in the query and not in the body`,
      REFUSED('must', 'body'),
      (valid) => {
        const { [name]: moved, ...others } = membersOf(valid);
        const query = queryOf({ [name]: typeof moved === 'string' ? moved : JSON.stringify(moved ?? '') });
        return fc.constant({
          ...valid,
          target: `${valid.target}?${query}`,
          body: new TextEncoder().encode(JSON.stringify(others)),
        });
      },
      ({ name: other }) => other === operation.name,
    ),
  );
}

/** The header that names an operation in the JSON RPC protocols: beside the path, and in its stead. */
export function targetHeaders({ wire, operations }: Contract): readonly HttpAnomaly[] {
  const named = (
    id: string,
    title: string,
    target: (valid: HttpRequest) => string,
    { other = false, kind = ACCEPTED('contested', 'path') } = {},
  ): HttpAnomaly => ({
    ...httpAnomaly(id, title, kind, (valid) => {
      const own = Object.values(operations).find(({ path }) => path === valid.target);
      const names = Object.keys(operations).filter((name) => (name === own?.name) !== other);
      return fc
        .constantFrom(...names)
        .map((name) =>
          withHeader({ ...valid, target: target(valid) }, wire.targetHeader, wire.targetPrefix + name),
        );
    }),
    namesAnother: other,
  });
  return [
    named('target-header', 'A header names the operation of the path', ({ target }) => target),
    named('target-header-other', 'A header names another operation than the path', ({ target }) => target, {
      other: true,
    }),
    named('target-header-root', 'A header names the operation, the path is the root', () => '/', {
      kind: ACCEPTED('contested', 'path', 'protocol'),
    }),
  ];
}

function requiredTexts({ input }: Operation): readonly string[] {
  return Object.entries(input.members).flatMap(([name, { required, shape }]) =>
    required && shape.kind === 'string' ? [name] : [],
  );
}

function membersOf({ body }: HttpRequest): JsonObject {
  const value = JSON.parse(new TextDecoder().decode(body)) as Json;
  return isObject(value) ? value : {};
}

function textMembers(request: HttpRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(membersOf(request)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function queryOf(members: Record<string, string>): string {
  // A blank is written as %20: signers read a plus sign in two ways.
  return new URLSearchParams(members).toString().replaceAll('+', '%20');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}
