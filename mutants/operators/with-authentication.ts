import type { ServiceRequest } from '../../reference/core/request/http-message.ts';
import { readSignature, type SignatureFields } from '../../reference/signing/read-signature.ts';
import type { ServiceOptions } from '../../reference/core/service-options.ts';
import type { Compose } from '../mutant.ts';

/** What a service sees of a signed request before it verifies it. */
export interface Verified {
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
