import type { Mutant } from '../../mutant.ts';

export const refusedPutDeletes: Mutant = {
  id: 'written/refused-put-deletes',
  fault: 'A put that is refused deletes the contact that it would have replaced.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Title/max-length/refuses',
  because: 'GetAlternateContact',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const { AlternateContactType: type } = input;
      const [account = ''] = parts.options.credentials.map(({ accountId }) => accountId);
      if (faults.length > 0 && typeof type === 'string') parts.store.deleteAlternateContact(account, type);
      return faults;
    },
  }),
};
