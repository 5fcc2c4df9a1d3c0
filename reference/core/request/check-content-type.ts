import { httpStatus } from '../error-names.ts';
import { headerValues, type ServiceRequest } from './http-message.ts';
import { Refusal } from '../refusal.ts';
import type { ServiceParts } from '../service-parts.ts';

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
