import type { Handler, ServiceParts } from '../../../reference/core/service-parts.ts';

/** The parts with the handlers of some operations wrapped; `inner` does what the contract says. */
export function wrapHandlers(
  parts: ServiceParts,
  operations: readonly string[],
  wrap: (inner: Handler) => Handler,
): ServiceParts {
  const wrapped = operations.map((name): [string, Handler] => {
    const inner = parts.handlers[name];
    if (!inner) throw new RangeError(`no operation ${name}`);
    return [name, wrap(inner)];
  });
  return { ...parts, handlers: { ...parts.handlers, ...Object.fromEntries(wrapped) } };
}
