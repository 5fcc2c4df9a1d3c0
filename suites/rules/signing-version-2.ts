import { createHmac } from 'node:crypto';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { Identity } from '../../targets/target.ts';
import { enumOf } from '../../harness/contract-lookup.ts';
import type { RuleContext } from '../../harness/context.ts';
import { operationRequest } from '../../harness/operation-request.ts';

/** A read with Signature Version 2 in its query string. Nothing of it can change the target. */
export async function signedWithVersion2(
  { contract, target }: RuleContext,
  identity: Identity,
): Promise<WireRequest> {
  const { accessKeyId, secretAccessKey, sessionToken } = await identity.credentials();
  const [type = ''] = enumOf(contract, 'GetAlternateContact', 'AlternateContactType');
  const plain = operationRequest(contract, identity, 'GetAlternateContact', { AlternateContactType: type });
  const parameters: [string, string][] = [
    ['AWSAccessKeyId', accessKeyId],
    ...(sessionToken === undefined ? [] : [['SecurityToken', sessionToken] as [string, string]]),
    ['SignatureMethod', 'HmacSHA256'],
    ['SignatureVersion', '2'],
    ['Timestamp', new Date().toISOString().replace(/\.\d+/, '')],
  ];
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const path = `${target.endpoint.pathname.replace(/\/+$/, '')}${plain.target}`;
  const text = [plain.method, target.endpoint.host.toLowerCase(), path, query].join('\n');
  const signature = createHmac('sha256', secretAccessKey).update(text).digest('base64');
  return {
    ...plain,
    identity: null,
    target: `${plain.target}?${query}&Signature=${encodeURIComponent(signature)}`,
    provokes: ['signature'],
  };
}
