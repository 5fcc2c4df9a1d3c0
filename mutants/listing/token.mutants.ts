import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';

export const tokenMutants: readonly Mutant[] = [
  {
    id: 'written/page-size-unchecked-beside-token',
    fault: 'The bounds of MaxResults are checked for the first page only.',
    kind: 'written',
    rule: 'listing/invalid-beside-token',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, all) =>
        parts
          .validate(shape, input, all)
          .filter(({ path }) => !(path === 'MaxResults' && input['NextToken'] !== undefined)),
    }),
  },
  {
    id: 'written/full-last-page-has-a-token',
    fault: 'A last page that is full has a token, which leads to an empty page.',
    kind: 'written',
    rule: 'listing/no-token-after-everything',
    because: 'a token follows where there is nothing more',
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const page = parts.paginate(names, after, size);
        return page.names.length === size ? { ...page, last: page.names.at(-1) ?? null } : page;
      },
    }),
  },
  {
    id: 'written/blank-page-token-is-none',
    fault: 'A page token of blanks counts as no token, so the list starts over.',
    kind: 'written',
    rule: 'listing/token-blank',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const { NextToken: token, ...others } = input;
        const blank = token !== '' && /^\s+$/.test(textOf(input, 'NextToken'));
        return parts.readInput(shape, blank ? others : input, errorName);
      },
    }),
  },
  {
    id: 'written/page-token-is-an-offset',
    fault: 'The page token is the number of the regions that were shown, as decimal digits.',
    kind: 'written',
    rule: 'listing/token-guessed',
    because: 'no refusal',
    compose: (parts) => {
      const names = parts.regionNames(parts);
      return {
        ...parts,
        tokens: {
          issue: (_scope, after) => String(names.indexOf(after) + 1),
          read: (_scope, token) => (/^\d+$/.test(token) ? (names[Number(token) - 1] ?? '') : null),
        },
      };
    },
  },
  {
    id: 'written/unknown-page-token-starts-over',
    fault: 'A page token that cannot be read counts as no token: the first page is shown.',
    kind: 'written',
    rule: 'listing/token-not-issued',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      tokens: { ...parts.tokens, read: (scope, token) => parts.tokens.read(scope, token) ?? '' },
    }),
  },
  {
    id: 'written/bad-page-token-denied',
    fault: 'A page token that was not issued is refused as if access were denied.',
    kind: 'written',
    rule: 'listing/token-not-issued-error',
    also: ['listing/token-altered-error'],
    because: 'AccessDeniedException',
    compose: (parts) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        read: (scope, token) => {
          const after = parts.tokens.read(scope, token);
          if (after !== null) return after;
          throw new Refusal(parts.errorNames.denied, 'The token is not yours.');
        },
      },
    }),
  },
];
