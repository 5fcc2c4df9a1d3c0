import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const tokenAlteredAndOfAnotherAccountMutants: readonly Mutant[] = [
  {
    id: 'written/padded-page-token-accepted',
    fault: 'A page token with padding at its end is accepted.',
    kind: 'written',
    rule: 'listing/token-altered',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        read: (scope, token) => parts.tokens.read(scope, token.replace(/=+$/, '')),
      },
    }),
  },
  {
    id: 'written/page-token-ignores-case',
    fault: 'Page tokens are looked up without regard to case.',
    kind: 'written',
    rule: 'listing/token-altered',
    because: 'no refusal',
    compose: (parts) => {
      const issued = new Map<string, string>();
      return {
        ...parts,
        tokens: {
          issue: (scope, after) => {
            const token = parts.tokens.issue(scope, after);
            issued.set(token.toLowerCase(), after);
            return token;
          },
          read: (_scope, token) => issued.get(token.toLowerCase()) ?? null,
        },
      };
    },
  },
  {
    id: 'written/page-token-is-a-name',
    fault: 'The page token is the name of the last region in base64, and any text is accepted as one.',
    kind: 'written',
    rule: 'listing/token-altered',
    also: ['listing/token-not-issued'],
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      tokens: {
        issue: (_scope, after) => Buffer.from(after, 'utf8').toString('base64'),
        read: (_scope, token) => Buffer.from(token, 'base64').toString('utf8'),
      },
    }),
  },
  {
    id: 'written/truncated-page-token-accepted',
    fault: 'Only the beginning of a page token is compared.',
    kind: 'written',
    rule: 'listing/token-altered',
    because: 'no refusal',
    compose: (parts) => {
      const issued: [token: string, after: string][] = [];
      const COMPARED = 12;
      return {
        ...parts,
        tokens: {
          issue: (scope, after) => {
            const token = parts.tokens.issue(scope, after);
            issued.push([token, after]);
            return token;
          },
          read: (_scope, token) =>
            issued.find(([one]) => one.slice(0, COMPARED) === token.slice(0, COMPARED))?.[1] ?? null,
        },
      };
    },
  },
  {
    id: 'written/page-token-shows-its-owner',
    fault: 'A page token carries its account: whoever sends it is shown the regions of that account.',
    kind: 'written',
    rule: 'listing/token-of-another-account-later-page',
    also: ['listing/token-of-another-account'],
    because: 'is ENABLED, expected DISABLED',
    compose: (parts) => {
      const owners = new Map<string, string>();
      return wrapHandler('ListRegions', (inner) => (call, all) => {
        const owner = owners.get(textOf(call.input, 'NextToken')) ?? call.account;
        const output = inner({ ...call, account: owner }, all);
        if (output?.['NextToken'] !== undefined) owners.set(textOf(output, 'NextToken'), owner);
        return output;
      })(parts);
    },
  },
];
