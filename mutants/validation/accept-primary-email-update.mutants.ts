import type { Mutant } from '../mutant.ts';

/** Letters of a top-level domain in the days when there were few. */
const LAST_LABEL_LETTERS = 3;

export const acceptPrimaryEmailUpdateMutants: readonly Mutant[] = [
  {
    id: 'written/last-label-cut-off',
    fault: 'Only three letters of the last label of an address are stored.',
    kind: 'written',
    edition: 'current',
    rule: 'validation/AcceptPrimaryEmailUpdate/PrimaryEmail/text/accepts',
    because: 'another output',
    compose: (parts) => ({
      ...parts,
      store: {
        ...parts.store,
        putPrimaryEmail: (account, email) =>
          parts.store.putPrimaryEmail(
            account,
            email.slice(0, email.lastIndexOf('.') + 1 + LAST_LABEL_LETTERS),
          ),
      },
    }),
  },
];
