import type { Mutant } from '../../mutant.ts';
import { routeTarget } from './route-target.ts';

export const pathInAnyCase: Mutant = {
  id: 'written/path-in-any-case',
  fault: 'The case of a path does not matter.',
  kind: 'written',
  rule: 'wire/http/path-case/PutAlternateContact',
  because: '200 with an empty body',
  compose: (parts) => {
    const paths = Object.values(parts.options.contract.operations).map(({ path }) => path);
    const known = (target: string) => paths.find((path) => path.toLowerCase() === target.toLowerCase());
    return routeTarget(({ target }) => ({ target: known(target) ?? target }))(parts);
  },
};
