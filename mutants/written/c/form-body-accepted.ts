import type { Mutant } from '../../mutant.ts';

export const formBodyAccepted: Mutant = {
  id: 'written/form-body-accepted',
  fault: 'A body in the form of a web form is read too.',
  kind: 'written',
  rule: 'wire/json/web-form/PutAlternateContact',
  because: '200',
  compose: (parts) => ({
    ...parts,
    parseBody: (body, errorName) => {
      const text = new TextDecoder().decode(body);
      return /^\w+=/.test(text)
        ? Object.fromEntries(new URLSearchParams(text))
        : parts.parseBody(body, errorName);
    },
  }),
};
