import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const objectOnOneLineOnly: Mutant = {
  id: 'written/object-on-one-line-only',
  fault: 'A body that ends in a line break is refused.',
  kind: 'written',
  rule: 'wire/json-forms/ListRegions',
  also: ['wire/json-forms/*'],
  because: 'no success',
  compose: (parts) => ({
    ...parts,
    parseBody: (body, errorName) => {
      if (body.at(-1) === '\n'.charCodeAt(0)) throw new Refusal(errorName, 'The request body is not JSON.');
      return parts.parseBody(body, errorName);
    },
  }),
};
