import type { ServiceRequest } from '../../../reference/core/request/http-message.ts';
import type { Compose } from './compose.ts';

/** Routes a request as if it were another one. */
export function routeTarget(change: (request: ServiceRequest) => Partial<ServiceRequest>): Compose {
  return (parts) => ({
    ...parts,
    route: (request, whole) => parts.route({ ...request, ...change(request) }, whole),
  });
}
