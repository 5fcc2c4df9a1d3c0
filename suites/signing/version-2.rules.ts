import { createHmac } from 'node:crypto';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { Identity } from '../../targets/target.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf } from '../../harness/contract-lookup.ts';
import { describeAnswer } from '../../harness/answers/describe.ts';
import { operationRequest } from '../../harness/operation-request.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { SIGNED } from './steps.ts';

const version2 = rule({
  ...SIGNED,
  id: 'signing/version-2',
  level: 'contested',
  statement: 'Signature Version 2 may be accepted or refused.',
  source: guide('API Reference', 'Signing AWS Account Management API requests'),
  async check(context) {
    const { caller, session, observe } = context;
    await caller.call('GetAlternateContact', { AlternateContactType: 'SECURITY' });
    const request = await signedWithVersion2(context, caller.identity);
    observe(`seen: ${describeAnswer(await session.send(request, { kind: 'no-server-error' }))}`);
  },
});

/** A read with Signature Version 2 in its query string. Nothing of it can change the target. */
async function signedWithVersion2(
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

export const version2Rules: readonly Rule[] = [version2];
