import fc from 'fast-check';
import { refusal } from '../../harness/caller.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { SIGNING_CASES } from './cases.ts';
import type { SigningFault } from './fault.ts';
import { SIGNED, SIGNED_OPERATIONS, acceptsAll, refusedUnlikeTwin } from './steps.ts';
import { createHmac } from 'node:crypto';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { Identity } from '../../targets/target.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf, operationRequest } from '../../harness/contract-lookup.ts';
import { describeAnswer } from '../../harness/answers/describe.ts';

const queryForm = rule({
  ...SIGNED,
  id: 'signing/query-form',
  level: 'should',
  statement: 'A request that is signed in its query string is accepted.',
  source: guide('Common Parameters'),
  check: (context) => acceptsAll(context, [{ label: 'query string', arbitrary: fc.constant(IN_QUERY) }]),
});

const IN_QUERY: SigningFault = { signing: { query: true } };

/** Causes that a signature in the query string can have as well. */
const QUERY_CAUSES = ['wrong-signature', 'body-changed', 'date-past', 'unknown-key', 'other-service'];

const queryRefusals = rule({
  ...SIGNED,
  id: 'signing/query-form-refusals',
  level: 'must',
  statement: 'A wrong signature in the query string is refused as it is in the header.',
  source: guide('Common Parameters', 'Signing AWS Account Management API requests'),
  async check(context) {
    const cases = QUERY_CAUSES.flatMap((cause) => SIGNING_CASES[cause]?.(context) ?? []).flatMap(inQuery);
    const subject = { context, caller: context.caller, account: {} };
    for (const operation of SIGNED_OPERATIONS)
      await context.forEach(cases, (fault) =>
        refusedUnlikeTwin(subject, operation, fault, refusal(context.contract, [])),
      );
  },
});

/** The same fault of a signature in the query string; nothing where it is one of the header. */
function inQuery({ label, arbitrary }: Variant<SigningFault>): Variant<SigningFault>[] {
  if (fc.sample(arbitrary, { seed: 1, numRuns: 1 }).some(({ authorization }) => authorization)) return [];
  return [
    {
      label,
      arbitrary: arbitrary.map((fault) => ({ ...fault, signing: { ...fault.signing, query: true } })),
    },
  ];
}

export const queryFormRules: readonly Rule[] = [queryForm, queryRefusals];

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
