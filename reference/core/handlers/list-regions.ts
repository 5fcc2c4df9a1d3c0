import type { TokenScope } from '../state/pages.ts';
import { fieldRefusal } from '../request/field-refusal.ts';
import type { Call, Handler, ServiceParts } from '../service-parts.ts';

/** Seen live: the size of a page where none is asked for. */
const DEFAULT_PAGE_SIZE = 20;

export const listRegions: Handler = (call, parts) => {
  const { account, input } = call;
  const filter = statusFilter(call);
  const scope = { account, filter };
  const size = typeof input.MaxResults === 'number' ? input.MaxResults : DEFAULT_PAGE_SIZE;
  const regions = parts
    .regionNames(parts)
    .map((name) => ({ RegionName: name, RegionOptStatus: parts.statusAt(account, name, parts) }))
    .filter(({ RegionOptStatus: status }) => filter.length === 0 || filter.includes(status));
  const names = regions.map(({ RegionName: name }) => name);
  const page = parts.paginate(names, cursor(call, scope, parts), size);
  return {
    Regions: regions.filter(({ RegionName: name }) => page.names.includes(name)),
    ...(page.last === null ? {} : { NextToken: parts.tokens.issue(scope, page.last) }),
  };
};

/** The statuses asked for, sorted, each once; none: all. */
function statusFilter({ input }: Call): string[] {
  const given = input.RegionOptStatusContains;
  return Array.isArray(given) ? [...new Set((given as readonly unknown[]).map(String))].toSorted() : [];
}

function cursor({ input, operation }: Call, scope: TokenScope, parts: ServiceParts): string | null {
  const token = input.NextToken;
  if (typeof token !== 'string' || token === '') return null;
  const after = parts.tokens.read(scope, token);
  if (after !== null) return after;
  const refusedAs = operation.input.members.NextToken?.shape.refusedAs ?? [];
  throw fieldRefusal(
    [
      {
        path: 'NextToken',
        message: 'is not a token that this service issued for this account and filter',
        refusedAs,
      },
    ],
    parts,
  );
}
