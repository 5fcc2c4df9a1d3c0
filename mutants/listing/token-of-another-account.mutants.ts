import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const tokenOfAnotherAccountMutants: readonly Mutant[] = [
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
