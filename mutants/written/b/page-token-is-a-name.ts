import type { Mutant } from '../../mutant.ts';

export const pageTokenIsAName: Mutant = {
  id: 'written/page-token-is-a-name',
  fault: 'The page token is the name of the last region in base64, and any text is taken for one.',
  kind: 'written',
  rule: 'listing/token-altered',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    tokens: {
      issue: (_scope, after) => Buffer.from(after, 'utf8').toString('base64'),
      read: (_scope, token) => Buffer.from(token, 'base64').toString('utf8'),
    },
  }),
};
