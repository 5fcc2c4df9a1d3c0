import { isDeepStrictEqual } from 'node:util';
import { headerValues, type ServiceRequest } from '../../reference/core/request/http-message.ts';
import { isJsonObject, readInput } from '../../reference/core/request/read-input.ts';
import { throttler } from '../../reference/core/state/quotas.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Operation } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { Quotas } from '../../spec/load-quotas.ts';
import type { Mutant } from '../mutant.ts';
import { reroute } from '../operators/reroute.ts';

/** How much slower than documented. */
const SLOWER = 100;

/** What the service says of bytes that are not a request. */
const UNREADABLE = 'The request is not HTTP.';

const USUAL_HEADERS = new Set([
  'host',
  'connection',
  'content-type',
  'content-length',
  'authorization',
  'x-amz-date',
  'user-agent',
  'x-amz-security-token',
]);

/** Faults that show everywhere, each of which proves many rules at once, and a few that nothing else proves. */
export const broadMutants: readonly Mutant[] = [
  {
    id: 'broad/allowance-hardly-refilled',
    fault: 'The allowance of each operation is one request, and it refills a hundred times too slowly.',
    kind: 'written',
    rule: 'quotas/sustained/ListRegions',
    also: ['quotas/burst/*', 'quotas/sustained/*'],
    options: { enforceQuotas: true },
    compose: (parts) => {
      const throttle = throttler();
      return {
        ...parts,
        throttle: (caller, operation, all) => {
          const quotas = slowed(all.options.quotas);
          throttle(caller, operation, { ...all, options: { ...all.options, quotas } });
        },
      };
    },
  },
  {
    id: 'broad/any-account-is-a-member',
    fault: 'An account id that names nobody stands for the member of the organization that is most like it.',
    kind: 'written',
    rule: 'context/nearly-a-member/GetContactInformation',
    also: ['context/nearly-a-member/*'],
    compose: reroute(({ caller, named, parts: { options } }) => {
      const organization = options.world.organizations.find(
        ({ management, delegatedAdmin }) => caller === management || caller === delegatedAdmin,
      );
      if (named === null || !organization?.trustedAccess || named === organization.management) return null;
      if (organization.members.includes(named)) return null;
      return (
        organization.members.toSorted((one, other) => similarity(other, named) - similarity(one, named))[0] ??
        null
      );
    }),
  },
  {
    id: 'broad/any-region-disabled',
    fault: 'Disabling a region that does not exist succeeds.',
    kind: 'written',
    rule: 'regions/unknown-region-refused/DisableRegion',
    also: ['regions/other-partition-refused/DisableRegion'],
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      handlers: {
        ...parts.handlers,
        DisableRegion: (call, all) => {
          const { RegionName: name } = call.input;
          if (typeof name === 'string' && !all.regionNames(all).includes(name)) return null;
          return parts.handlers['DisableRegion']?.(call, all) ?? null;
        },
      },
    }),
  },
  {
    id: 'broad/error-changes-with-each-refusal',
    fault: 'Every second invalid request is refused as denied.',
    kind: 'written',
    rule: 'errors/same-request-same-error',
    ordered: true,
    compose: (parts) => {
      let refused = 0;
      return {
        ...parts,
        writeError: (refusal, all) => {
          const { invalid, denied } = all.errorNames;
          if (refusal.errorName === invalid) refused += 1;
          const other = refusal.errorName === invalid && refused % 2 === 0;
          return parts.writeError(other ? new Refusal(denied, refusal.message) : refusal, all);
        },
      };
    },
  },
  {
    id: 'broad/newest-default-region-missing',
    fault: 'A documented region is in no list.',
    kind: 'written',
    rule: 'regions/known-regions-listed',
    compose: (parts) => ({
      ...parts,
      regionNames: (all) => {
        const missing = all.options.regions.defaults.at(-1);
        return parts.regionNames(all).filter((name) => name !== missing);
      },
    }),
  },
  {
    id: 'broad/no-quota-kept',
    fault: 'No request is ever too many.',
    kind: 'written',
    rule: 'quotas/over/GetAlternateContact',
    also: ['quotas/over/*'],
    options: { enforceQuotas: true },
    compose: (parts) => ({ ...parts, throttle: () => {}, limitRegionRequests: () => {} }),
  },
  {
    id: 'broad/nobody-is-refused',
    fault:
      'A request whose signature is refused is answered as if the account of its access key had sent it, or else the first one.',
    kind: 'written',
    rule: 'signing/wrong-signature',
    also: [
      'signing/*-name',
      'signing/date-future*',
      'signing/date-past*',
      'signing/each-part/*',
      'signing/operation/*',
    ],
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        try {
          return parts.authenticate(request, all);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const { credentials } = all.options;
          const sent = `${request.target} ${headerValues(request, 'authorization').join(' ')}`;
          const named = credentials.find(({ accessKeyId }) => sent.includes(accessKeyId));
          return (named ?? credentials[0])?.accountId ?? '';
        }
      },
    }),
  },
  {
    id: 'broad/own-reads-need-trusted-access',
    fault: 'Where trusted access is off, a member may not even read its own account.',
    kind: 'written',
    rule: 'context/own-reads-without-trusted-access/GetContactInformation',
    also: ['context/own-reads-without-trusted-access/*'],
    compose: (parts) => ({
      ...parts,
      authorizeContext: (caller, named, operation, all) => {
        const closed = all.options.world.organizations.some(
          ({ trustedAccess, members }) => !trustedAccess && members.includes(caller),
        );
        if (named === null && closed && operation.changes === null)
          throw new Refusal(all.errorNames.denied, 'Trusted access is off.');
        return parts.authorizeContext(caller, named, operation, all);
      },
    }),
  },
  {
    id: 'broad/refusals-without-details',
    fault: 'No refusal says its reason.',
    kind: 'written',
    rule: 'regions/unknown-region-reason/GetRegionOptStatus',
    also: ['regions/unknown-region-reason/*', 'listing/token-altered-reason'],
    compose: (parts) => ({
      ...parts,
      writeError: ({ errorName, message, detail: { status } }, all) =>
        parts.writeError(new Refusal(errorName, message, { status }), all),
    }),
  },
  {
    id: 'broad/sdk-requests-crash',
    fault: 'A header that only the official SDK sends ends in a server error.',
    kind: 'written',
    rule: 'sdk/operation/GetAlternateContact',
    also: ['sdk/*'],
    compose: (parts) => ({
      ...parts,
      route: (request, all) => {
        if (headerValues(request, 'amz-sdk-invocation-id').length > 0)
          throw new Refusal(all.errorNames.internal, 'The service failed.');
        return parts.route(request, all);
      },
    }),
  },
  {
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
  },
];

function slowed({ rates, ...quotas }: Quotas): Quotas {
  const slow = Object.entries(rates).map(([name, { perSecond }]) => [
    name,
    { perSecond: perSecond / SLOWER, burst: 1 },
  ]);
  return { ...quotas, rates: Object.fromEntries(slow) as Quotas['rates'] };
}

/** How many digits of two ids stand at the same place. */
function similarity(one: string, other: string): number {
  return Array.from(one).filter((digit, at) => digit === other[at]).length;
}

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
