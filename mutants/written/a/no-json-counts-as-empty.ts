import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const noJsonCountsAsEmpty: Mutant = {
  id: 'written/no-json-counts-as-empty',
  fault: 'A body that cannot be read counts as an empty one.',
  kind: 'written',
  rule: 'wire/json/no-json/GetContactInformation',
  because: '200',
  compose: readBodyAs((text) => {
    try {
      JSON.parse(text);
      return undefined;
    } catch {
      return {};
    }
  }),
};
