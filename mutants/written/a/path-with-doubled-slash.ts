import type { Mutant } from '../../mutant.ts';
import { routeTarget } from './route-target.ts';

export const pathWithDoubledSlash: Mutant = {
  id: 'written/path-with-doubled-slash',
  fault: 'Two slashes in a path do for one.',
  kind: 'written',
  rule: 'wire/http/path-doubled-slash/ListRegions',
  because: '200',
  compose: routeTarget(({ target }) => ({ target: target.replaceAll(/\/{2,}/g, '/') })),
};
