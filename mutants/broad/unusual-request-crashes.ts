import { isDeepStrictEqual } from 'node:util';
import type { ServiceRequest } from '../../reference/core/request/http-message.ts';
import { isJsonObject } from '../../reference/core/request/parse-body.ts';
import { readInput } from '../../reference/core/request/read-value.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Operation } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';

export const unusualRequestCrashes: Mutant = {
  id: 'broad/unusual-request-crashes',
  fault: 'Every request that a usual client would not send ends in a server error.',
  kind: 'written',
  rule: 'wire/no-server-error',
  also: ['wire/json/*', 'wire/http/*', 'wire/malformed/*'],
  compose: (parts) => ({
    ...parts,
    route: (request, all) => {
      const { contract } = all.options;
      const operation = Object.values(contract.operations).find(({ path }) => path === request.target);
      if (!operation || !isUsual(request, operation, all)) throw failed(all);
      return parts.route(request, all);
    },
    writeError: (refusal, all) =>
      parts.writeError(refusal.message === UNREADABLE ? failed(all) : refusal, all),
  }),
};

/** What the service says of bytes that are no request. */
const UNREADABLE = 'The request is not HTTP.';

const USUAL_HEADERS = new Set([
  'host',
  'connection',
  'content-type',
  'content-length',
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
]);

function isUsual(request: ServiceRequest, { method, input }: Operation, parts: ServiceParts): boolean {
  const names = request.headers.map(([name]) => name);
  const valueOf = (name: string) => request.headers.find(([known]) => known === name)?.[1];
  if (request.method !== method || names.some((name) => !USUAL_HEADERS.has(name))) return false;
  if (new Set(names).size !== names.length || !names.includes('content-length')) return false;
  if (valueOf('content-type') !== parts.options.contract.wire.contentType) return false;
  if ((valueOf('connection') ?? 'keep-alive') !== 'keep-alive') return false;
  try {
    const text = Buffer.from(request.body).toString('utf8');
    const parsed = JSON.parse(text) as Json;
    if (!isJsonObject(parsed) || Buffer.compare(Buffer.from(JSON.stringify(parsed)), request.body) !== 0)
      return false;
    return isDeepStrictEqual(readInput(input, parsed, parts.errorNames.malformedBody), parsed);
  } catch {
    return false;
  }
}

function failed({ errorNames }: ServiceParts): Refusal {
  return new Refusal(errorNames.internal, 'The service failed.');
}
