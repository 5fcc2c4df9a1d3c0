import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const nullBodyCountsAsEmpty: Mutant = {
  id: 'written/null-body-counts-as-empty',
  fault: 'The body null counts as an empty object.',
  kind: 'written',
  rule: 'wire/json/null-root/ListRegions',
  because: '200',
  compose: readBodyAs((text) => (text.trim() === 'null' ? {} : undefined)),
};
