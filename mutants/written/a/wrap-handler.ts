import type { Handler } from '../../../reference/core/service-parts.ts';
import type { Compose } from './compose.ts';

/** Puts something round the handler of one operation; `wrap` is called once per service. */
export function wrapHandler(operation: string, wrap: (handler: Handler) => Handler): Compose {
  return (parts) => {
    const handler = parts.handlers[operation];
    if (!handler) throw new RangeError(`no operation is called ${operation}`);
    return { ...parts, handlers: { ...parts.handlers, [operation]: wrap(handler) } };
  };
}
