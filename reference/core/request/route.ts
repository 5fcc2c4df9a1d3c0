import type { Operation } from '../../../spec/contract.ts';
import { httpStatus, Refusal } from '../refusal.ts';
import type { ServiceParts } from '../service-parts.ts';
import { headerValues, type ServiceRequest } from './http-message.ts';

/** The operation that a request is for: its path exactly as the contract writes it, and its method. */
export function route(request: ServiceRequest, parts: ServiceParts): Operation {
  const path = pathOf(request.target);
  const { unknownOperation } = parts.errorNames;
  const operation = Object.values(parts.options.contract.operations).find((one) => one.path === path);
  if (!operation)
    throw new Refusal(unknownOperation, 'No operation has this path.', { status: httpStatus.notFound });
  if (operation.method !== request.method)
    throw new Refusal(unknownOperation, `${operation.path} is asked with ${operation.method}.`, {
      status: httpStatus.methodNotAllowed,
    });
  return operation;
}

/** The path of a request target; in its absolute form scheme and authority are left out. */
function pathOf(target: string): string {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return local.split('?', 1)[0] ?? '';
}

/** Refuses a body of another media type than JSON. Parameters are ignored, and no content type at all is JSON. */
export function checkContentType(request: ServiceRequest, parts: ServiceParts): void {
  const { jsonMediaTypes } = parts.options.contract.wire;
  const given = headerValues(request, 'content-type').map(mediaType);
  if (given.every((type) => jsonMediaTypes.includes(type))) return;
  throw new Refusal(parts.errorNames.contentType, `The content type must be ${jsonMediaTypes[0]}.`, {
    status: httpStatus.contentType,
  });
}

function mediaType(value: string): string {
  return (value.split(';', 1)[0] ?? '').trim().toLowerCase();
}
