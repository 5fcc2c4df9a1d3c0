import type { Mutant } from '../../mutant.ts';
import { routeTarget } from './route-target.ts';

export const pathWithSlash: Mutant = {
  id: 'written/path-with-slash',
  fault: 'A slash at the end of a path is passed over.',
  kind: 'written',
  rule: 'wire/http/path-trailing-slash/GetAlternateContact',
  because: '200',
  compose: routeTarget(({ target }) => ({ target: target.replace(/\/$/, '') })),
};
