import { readSignature, type SignatureFields } from '../../reference/signing/read-signature.ts';
import type { ServiceOptions, ServiceParts } from '../../reference/core/service-parts.ts';
import type { Compose } from '../mutant.ts';
import { headerValues, type ServiceRequest } from '../../reference/core/request/http-message.ts';

/** What a service sees of a signed request before it verifies it. */
interface Verified {
  readonly request: ServiceRequest;
  readonly fields: SignatureFields;
}

/** Verifies with the options that `see` returns: with another clock, another signing spec … */
export function verifyingWith(
  see: (verified: Verified, options: ServiceOptions) => Partial<ServiceOptions>,
): Compose {
  return (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      const fields = readSignature(request, all.options.signing);
      const options = { ...all.options, ...see({ request, fields }, all.options) };
      return parts.authenticate(request, { ...all, options });
    },
  });
}

/** Verifies another request than the one that came. */
export function verifyingInstead(instead: (request: ServiceRequest) => ServiceRequest): Compose {
  return (parts) => ({
    ...parts,
    authenticate: (request, all) => parts.authenticate(instead(request), all),
  });
}

/** Whether a request changes nothing and carries no signature, in a header or in its query. */
export function isUnsignedRead(request: ServiceRequest, parts: ServiceParts): boolean {
  const isSigned = headerValues(request, 'authorization').length > 0 || request.target.includes('?');
  return parts.route(request, parts).changes === null && !isSigned;
}
