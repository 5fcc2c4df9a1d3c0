import { type ServiceRequest, headerValues } from '../../reference/core/request/http-message.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';

/** Whether a request changes nothing and carries no signature, in a header or in its query. */
export function isUnsignedRead(request: ServiceRequest, parts: ServiceParts): boolean {
  const isSigned = headerValues(request, 'authorization').length > 0 || request.target.includes('?');
  return parts.route(request, parts).changes === null && !isSigned;
}
