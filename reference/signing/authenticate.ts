import type { ServiceRequest } from '../core/request/http-message.ts';
import { signingRefusal, readSignature } from './read-signature.ts';
import type { ServiceParts } from '../core/service-parts.ts';
import { verifySignature } from './verify-signature.ts';

/** The account of the access key that signed; the signature itself is checked where the service is told to. */
export function authenticate(request: ServiceRequest, { options }: ServiceParts): string {
  const signature = readSignature(request, options.signing);
  const [signedWith] = signature.credential;
  const credential = options.credentials.find(({ accessKeyId }) => accessKeyId === signedWith);
  if (!credential) throw signingRefusal(options.signing, 'unknown-key', 'The access key id is not known.');
  if (options.verifySignatures)
    verifySignature(request, signature, credential, options.signing, options.clock.now());
  return credential.accountId;
}
