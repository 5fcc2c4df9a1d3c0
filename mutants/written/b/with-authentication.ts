import { readSignature } from '../../../reference/signing/read-signature.ts';
import type { SignatureFields } from '../../../reference/signing/read-signature.ts';
import type { ServiceRequest } from '../../../reference/core/request/http-message.ts';
import type { ServiceOptions } from '../../../reference/core/service-options.ts';
import type { ServiceParts } from '../../../reference/core/service-parts.ts';

/** What a service sees of a signed request before it verifies it. */
export interface Verified {
  readonly request: ServiceRequest;
  readonly fields: SignatureFields;
}

/** The parts, verifying with the options that `see` returns: with another clock, another signing spec … */
export function verifyingWith(
  parts: ServiceParts,
  see: (verified: Verified, options: ServiceOptions) => Partial<ServiceOptions>,
): ServiceParts {
  return {
    ...parts,
    authenticate: (request, all) => {
      const fields = readSignature(request, all.options.signing);
      const options = { ...all.options, ...see({ request, fields }, all.options) };
      return parts.authenticate(request, { ...all, options });
    },
  };
}

/** The parts, verifying another request than the one that came. */
export function verifyingInstead(
  parts: ServiceParts,
  instead: (request: ServiceRequest) => ServiceRequest,
): ServiceParts {
  return { ...parts, authenticate: (request, all) => parts.authenticate(instead(request), all) };
}
