import type { Mutant } from '../../mutant.ts';

export const validatedOnCreateOnly: Mutant = {
  id: 'written/validated-on-create-only',
  fault: 'A contact that replaces another is not validated.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Name/max-length/refuses',
  because: '200 with an empty body',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const { AlternateContactType: type, EmailAddress: email } = input;
      const [account = ''] = parts.options.credentials.map(({ accountId }) => accountId);
      const replaces =
        email !== undefined && typeof type === 'string' && parts.store.alternateContact(account, type);
      return replaces ? [] : parts.validate(shape, input, whole);
    },
  }),
};
