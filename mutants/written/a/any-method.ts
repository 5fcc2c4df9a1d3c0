import type { Mutant } from '../../mutant.ts';
import { routeTarget } from './route-target.ts';

export const anyMethod: Mutant = {
  id: 'written/any-method',
  fault: 'The method of a request does not matter.',
  kind: 'written',
  rule: 'wire/http/method-put/PutAlternateContact',
  because: '200 with an empty body',
  compose: routeTarget(({ method }) => ({ method: method === 'GET' ? method : 'POST' })),
};
