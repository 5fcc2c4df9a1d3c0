import type { Mutant } from '../../mutant.ts';

export const writtenBeforeValidated: Mutant = {
  id: 'written/written-before-validated',
  fault: 'A contact is stored before it is validated.',
  kind: 'written',
  rule: 'errors/several-faults',
  because: 'GetAlternateContact',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const { AccountId: _, ...contact } = input;
      const [account = ''] = parts.options.credentials.map(({ accountId }) => accountId);
      const type = contact['AlternateContactType'];
      if (typeof type === 'string' && contact['EmailAddress'] !== undefined)
        parts.store.putAlternateContact(account, type, contact);
      return parts.validate(shape, input, whole);
    },
  }),
};
