import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Compose } from '../mutant.ts';

/** A service some part of which asks who calls. */
type ComposeForCaller = (parts: ServiceParts, caller: () => string) => ServiceParts;

/** For parts that are not told who calls: what follows the authentication of a request follows it without a break. */
export function withCaller(compose: ComposeForCaller): Compose {
  return (parts) => {
    let caller = '';
    const told: ServiceParts = {
      ...parts,
      authenticate: (request, all) => {
        caller = parts.authenticate(request, all);
        return caller;
      },
    };
    return compose(told, () => caller);
  };
}
