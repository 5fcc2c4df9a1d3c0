import type { Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import type { Compose } from '../mutant.ts';

/** Puts something round the handler of each of these operations; `wrap` is called once per service and operation. */
export function wrapHandler(
  operations: string | readonly string[],
  wrap: (inner: Handler) => Handler,
): Compose {
  return (parts) => {
    const wrapped = [operations].flat().map((name): [string, Handler] => {
      const inner = parts.handlers[name];
      if (!inner) throw new RangeError(`no operation is called ${name}`);
      return [name, wrap(inner)];
    });
    return { ...parts, handlers: { ...parts.handlers, ...Object.fromEntries(wrapped) } };
  };
}

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

/** Counts the calls of the answer: true for each n-th one. */
export function everyNth(n: number): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count % n === 0;
  };
}
