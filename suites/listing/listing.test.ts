import { expect, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import type { JsonObject } from '../../spec/json.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';

type Compose = NonNullable<NonNullable<Parameters<typeof startEmbedded>[0]>['compose']>;
type Parts = Parameters<Compose>[0];
type List = NonNullable<Parts['handlers'][string]>;

/** Exchanges the handler of the list. */
const listing =
  (change: (right: List) => List): Compose =>
  (parts) => {
    const { ListRegions: right, ...others } = parts.handlers;
    return right ? { ...parts, handlers: { ...others, ListRegions: change(right) } } : parts;
  };

/** The list asked with another input. */
const asking = (change: (input: JsonObject) => JsonObject): Compose =>
  listing((right) => (call, parts) => right({ ...call, input: change(call.input) }, parts));

const filterOf = (input: JsonObject) => {
  const filter = input['RegionOptStatusContains'];
  return Array.isArray(filter) ? filter.map(String) : [];
};

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

const tokens =
  (change: (right: Parts['tokens']) => Parts['tokens']): Compose =>
  (parts) => ({ ...parts, tokens: change(parts.tokens) });

/** A token that says in plain text after which name it goes on. */
const plainTokens = tokens(() => ({
  issue: (_scope, after) => after,
  read: (_scope, token) => token,
}));

interface Fault {
  readonly compose: Compose;
  readonly found: readonly string[];
  readonly sound: readonly string[];
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'a page is one region longer than asked for': {
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => parts.paginate(names, after, size + 1),
    }),
    found: ['page-walk', 'filter-with-paging'],
    sound: ['default-page', 'filter-one-status', 'token-altered'],
  },
  'the first region after a page is skipped': {
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const rest = after === null ? names : names.filter((name) => name > after).slice(1);
        return parts.paginate(rest, null, size);
      },
    }),
    found: ['page-walk', 'default-page', 'filter-with-paging', 'agrees-with-status'],
    sound: ['token-altered', 'filter-matches-nothing'],
  },
  'the last region of a page is on the next one too': {
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const rest = after === null ? names : names.filter((name) => name >= after);
        return parts.paginate(rest, null, size);
      },
    }),
    found: ['page-walk'],
    sound: ['no-token-after-everything', 'token-altered'],
  },
  'there is always another page': {
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const page = parts.paginate(names, after, size);
        return { ...page, last: page.last ?? names.at(-1) ?? null };
      },
    }),
    found: ['page-walk', 'no-token-after-everything'],
    sound: ['token-altered', 'agrees-with-status'],
  },
  'a token follows a full page even when nothing is left': {
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const page = parts.paginate(names, after, size);
        return { ...page, last: page.names.length === size ? (page.names.at(-1) ?? null) : null };
      },
    }),
    found: ['no-token-after-everything'],
    sound: ['page-walk', 'default-page', 'filter-with-paging'],
  },
  'large page sizes are ignored': {
    compose: asking(({ MaxResults: size, ...input }) =>
      typeof size === 'number' && size > 30
        ? { ...input, MaxResults: 50 }
        : { ...input, MaxResults: size ?? null },
    ),
    found: ['page-walk'],
    sound: ['default-page', 'filter-one-status'],
  },
  'the page size is ignored where there is a filter': {
    compose: asking((input) => {
      const { MaxResults: _size, ...rest } = input;
      return filterOf(input).length > 0 ? rest : input;
    }),
    found: ['filter-with-paging'],
    sound: ['page-walk', 'filter-one-status'],
  },
  'the filter is ignored': {
    compose: asking(({ RegionOptStatusContains: _filter, ...input }) => input),
    found: ['filter-one-status', 'filter-with-paging', 'filter-changed-region', 'filter-matches-nothing'],
    sound: ['page-walk', 'filter-empty'],
  },
  'the filter looks for a part of the status': {
    compose: asking((input) => ({
      ...input,
      RegionOptStatusContains: filterOf(input).flatMap((wanted) =>
        ['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT'].filter((status) =>
          status.includes(wanted),
        ),
      ),
    })),
    found: ['filter-one-status', 'filter-changed-region'],
    sound: ['page-walk', 'filter-empty'],
  },
  'only the first status of the filter counts': {
    compose: asking((input) => ({ ...input, RegionOptStatusContains: filterOf(input).slice(0, 1) })),
    found: ['filter-several-statuses'],
    sound: ['filter-one-status', 'filters-make-the-whole', 'filter-empty'],
  },
  'a region has to have all statuses of the filter': {
    compose: listing((right) => (call, parts) => {
      const several = new Set(filterOf(call.input)).size > 1;
      return several ? { Regions: [] } : right(call, parts);
    }),
    found: ['filter-several-statuses', 'filter-with-paging'],
    sound: ['filter-one-status', 'filter-empty'],
  },
  'an empty filter matches nothing': {
    compose: listing((right) => (call, parts) => {
      const given = call.input['RegionOptStatusContains'];
      return Array.isArray(given) && given.length === 0 ? { Regions: [] } : right(call, parts);
    }),
    found: ['filter-empty'],
    sound: ['filter-one-status', 'page-walk'],
  },
  'a status twice in the filter lists its regions twice': {
    compose: listing((right) => (call, parts) => {
      const output = right(call, parts);
      const filter = filterOf(call.input);
      const regions = output?.['Regions'];
      if (!Array.isArray(regions) || new Set(filter).size === filter.length) return output;
      return { ...output, Regions: [...regions, ...regions] };
    }),
    found: ['filter-duplicates'],
    sound: ['filter-several-statuses', 'filter-one-status'],
  },
  'the list shows another status than the region has': {
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const status = parts.statusAt(account, region, all);
        return region === 'af-south-1' && status === 'DISABLED' ? 'ENABLED' : status;
      },
      handlers: {
        ...parts.handlers,
        GetRegionOptStatus: ({ account, input }, all) => ({
          RegionName: input['RegionName'] ?? null,
          RegionOptStatus: parts.statusAt(account, textOf(input['RegionName']), all),
        }),
      },
    }),
    found: ['agrees-with-status'],
    sound: ['page-walk', 'filter-one-status'],
  },
  'a token names the last region and nothing checks it': {
    compose: plainTokens,
    found: ['token-altered', 'token-not-issued', 'token-altered-error', 'token-not-issued-error'],
    sound: ['page-walk', 'token-of-another-account', 'change-between-pages'],
  },
  'a bad token is taken for none': {
    compose: (parts) => ({
      ...parts,
      tokens: { issue: parts.tokens.issue, read: (scope, token) => parts.tokens.read(scope, token) ?? '' },
    }),
    found: ['token-altered', 'token-not-issued'],
    sound: ['page-walk', 'token-of-another-account'],
  },
  'the case of a token does not count': {
    compose: tokens((right) => {
      const issued = new Map<string, string>();
      return {
        issue: (scope, after) => {
          const token = right.issue(scope, after);
          issued.set(token.toLowerCase(), token);
          return token;
        },
        read: (scope, token) => right.read(scope, issued.get(token.toLowerCase()) ?? token),
      };
    }),
    found: ['token-altered'],
    sound: ['token-not-issued', 'page-walk'],
  },
  'a bad token is refused as denied': {
    compose: (parts) => ({
      ...parts,
      tokens: { issue: parts.tokens.issue, read: (scope, token) => parts.tokens.read(scope, token) },
      errorNames: { ...parts.errorNames, invalid: parts.errorNames.denied },
      writeError: (refusal, all) =>
        parts.writeError(Object.assign(refusal, { errorName: parts.errorNames.denied }), all),
    }),
    found: ['token-altered-error', 'token-not-issued-error'],
    sound: ['token-altered', 'token-not-issued'],
  },
  'a token shows the account that it was issued to': {
    compose: (parts) => {
      const owners = new Map<string, string>();
      const right = parts.handlers['ListRegions'];
      return {
        ...parts,
        tokens: {
          issue: (scope, after) => {
            const token = parts.tokens.issue(scope, after);
            owners.set(token, scope.account);
            return token;
          },
          read: (scope, token) =>
            parts.tokens.read({ ...scope, account: owners.get(token) ?? scope.account }, token),
        },
        handlers: {
          ...parts.handlers,
          ListRegions: (call, all) =>
            right?.({ ...call, account: owners.get(textOf(call.input['NextToken'])) ?? call.account }, all) ??
            null,
        },
      };
    },
    found: ['token-of-another-account'],
    sound: ['page-walk', 'token-altered', 'token-not-issued'],
  },
  'a token counts the regions before it': {
    compose: (parts) => {
      const read = (token: string) => Number(/^at(\d+)$/.exec(token)?.[1] ?? Number.NaN);
      return {
        ...parts,
        tokens: {
          issue: (_scope, after) => `at${after}`,
          read: (_scope, token) => (Number.isNaN(read(token)) ? null : String(read(token))),
        },
        paginate: (names, after, size) => {
          const start = Number(after ?? 0);
          const page = names.slice(start, start + size);
          return { names: page, last: start + size < names.length ? String(start + size) : null };
        },
      };
    },
    found: ['change-between-pages', 'token-altered'],
    sound: ['page-walk', 'filter-with-paging', 'default-page'],
  },
};

for (const [name, { compose, found, sound }] of Object.entries(FAULTS)) {
  test(`${name}: found by ${found.join(', ')}`, async () => {
    const embedded = await startEmbedded({ compose, regionDelayMs: 2 });
    try {
      const outcomeOf = async (names: readonly string[]) => {
        const rules = names.map((one) => `listing/${one}`);
        const ran = await runAgainst(embedded.target, { rules }, { runs: 20, shrinkBudget: 0 });
        return Object.fromEntries(
          ran.rules.map(({ id, outcome, level, reason = '' }) => [id, { outcome, level, reason }]),
        );
      };
      for (const [id, { outcome, level, reason }] of Object.entries(await outcomeOf(found)))
        expect(`${id} ${outcome} ${reason}`).toBe(`${id} ${level === 'must' ? 'fail' : 'warn'} `);
      for (const [id, { outcome, reason }] of Object.entries(await outcomeOf(sound)))
        expect(`${id} ${outcome} ${reason}`).toBe(`${id} pass `);
    } finally {
      await embedded.close();
    }
  });
}
