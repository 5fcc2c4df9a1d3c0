import { SafetyRefusal } from '../guard/safety-refusal.ts';
import { refuseExposure } from '../guard/guard-transport.ts';
import type { Credentials, Target } from '../target.ts';

/** Domains that AWS alone answers for, of all partitions. */
const DOMAINS = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'api.aws',
  'api.amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
];

/** Stands for whichever endpoint the SDK finds. */
const AWS = new URL('https://amazonaws.com');

/** What every client of the SDK is made with: whom it asks is for the configuration of the target to say, not for `AWS_ENDPOINT_URL*` or a profile. */
export const CONFIGURED_ENDPOINTS_IGNORED = { ignoreConfiguredEndpointUrls: true } as const;

/** Whether the name is one of AWS's own. */
export function isAwsHost({ hostname }: URL): boolean {
  return DOMAINS.some((domain) => hostname.endsWith(`.${domain}`));
}

/** Whether only AWS can answer there, and nobody can listen. */
function isAwsEndpoint(endpoint: URL): boolean {
  return endpoint.protocol === 'https:' && isAwsHost(endpoint);
}

/**
 * The endpoint of STS or of Organizations that the configuration names, as a client of the SDK takes it; nothing stands for AWS's own.
 * @throws {SafetyRefusal} where the credentials may not be sent there.
 */
export function namedEndpoint(
  target: Target,
  service: 'sts' | 'organizationsApi',
  credentials: Credentials,
): { endpoint?: string } {
  const endpoint = target[service];
  refuseExposure({ name: target.name, endpoint: endpoint ?? AWS }, credentials);
  return endpoint ? { endpoint: endpoint.href } : {};
}

/**
 * @throws {SafetyRefusal} where somebody else than AWS would say who acts on an endpoint of AWS.
 */
export function refuseOtherProof({ name, endpoint, sts }: Target): void {
  if (!sts || !isAwsEndpoint(endpoint) || isAwsEndpoint(sts)) return;
  throw new SafetyRefusal(
    `target "${name}": what ${sts.host} says is no proof of who acts on ${endpoint.host}, only AWS's STS over TLS is: remove sts.endpoint`,
  );
}
