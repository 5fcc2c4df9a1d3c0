import { expect, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { authenticate, signedAt, signatureOf } from '../../reference/signing/verify-signature.ts';
import { headerValues, type ServiceRequest } from '../../reference/core/request/http-message.ts';
import { readSignature } from '../../reference/signing/read-signature.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceOptions, ServiceParts } from '../../reference/core/service-parts.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import type { Finding } from '../../results/record.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { replayFinding } from '../../harness/replay.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';
import { SIGNING_CASES } from './cases.ts';

type Compose = (parts: ServiceParts) => ServiceParts;
type Authenticate = ServiceParts['authenticate'];
const contract = loadContract();

/** The outcomes of some rules, or of all, against a service of which `compose` may have replaced parts. */
async function outcomes(
  compose: Compose,
  rules: readonly string[],
  { signatures = true }: { signatures?: boolean | 'probe' } = {},
) {
  const embedded = await startEmbedded({ verifySignatures: true, compose });
  const { capabilities } = embedded.target;
  const target = { ...embedded.target, capabilities: { ...capabilities, signatures } };
  try {
    const run = await runAgainst(target, { suites: ['signing'], rules }, { runs: 1 });
    expect(run.notRestored).toEqual([]);
    return run.rules;
  } finally {
    await embedded.close();
  }
}

async function outcomeOf(compose: Compose, id: string) {
  const [result] = await outcomes(compose, [id]);
  return result;
}

/** A service that recognizes its callers in another way. */
function recognizing(
  faulty: (request: ServiceRequest, parts: ServiceParts, sound: Authenticate) => string,
): Compose {
  return (parts) => ({ ...parts, authenticate: (request, all) => faulty(request, all, authenticate) });
}

/** Judges each request as a service with other options would. */
function withOptions(
  change: (request: ServiceRequest, options: ServiceOptions) => Partial<ServiceOptions>,
): Compose {
  return recognizing((request, parts, sound) =>
    sound(request, { ...parts, options: { ...parts.options, ...change(request, parts.options) } }),
  );
}

/** Also accepts what would be rightly signed if it were one of these requests instead. */
function blindTo(
  others: (request: ServiceRequest, earlier: readonly ServiceRequest[]) => ServiceRequest[],
): Compose {
  const earlier: ServiceRequest[] = [];
  return recognizing((request, parts, sound) => {
    for (const candidate of [request, ...others(request, earlier)]) {
      try {
        const account = sound(candidate, parts);
        if (candidate === request) earlier.push(request);
        return account;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return sound(request, parts);
  });
}

function firstAccount({ options }: ServiceParts): string {
  return options.world.standalone[0] ?? '';
}

function scopeOf(request: ServiceRequest, { signing }: ServiceOptions): readonly string[] {
  return readSignature(request, signing).credential;
}

/** Time stands where the request says. */
function atItsOwnTime(past: boolean): Compose {
  return withOptions((request, { signing, clock }) => {
    const now = clock.now();
    const time = signedAt(readSignature(request, signing).timestamp) ?? now;
    return time < now === past ? { clock: { now: () => time } } : {};
  });
}

const FAULTS: Record<string, { readonly compose: Compose; readonly rules: readonly string[] }> = {
  'no signature is needed': {
    compose: recognizing((request, parts, sound) =>
      headerValues(request, 'authorization').length === 0 ? firstAccount(parts) : sound(request, parts),
    ),
    rules: ['signing/unsigned', 'signing/unsigned-name', 'signing/operation/ListRegions'],
  },
  'the signature is not looked at': {
    compose: withOptions(() => ({ verifySignatures: false })),
    rules: [
      'signing/wrong-signature',
      'signing/body-changed',
      'signing/header-changed',
      'signing/path-changed',
      'signing/malformed-header',
      'signing/query-form-refusals',
      'signing/operation/PutContactInformation',
    ],
  },
  'half of the signature is compared': {
    compose: recognizing((request, parts, sound) => {
      try {
        return sound(request, parts);
      } catch (error) {
        const { signing, credentials } = parts.options;
        const fields = readSignature(request, signing);
        const credential = credentials.find(({ accessKeyId }) => accessKeyId === fields.credential[0]);
        const time = signedAt(fields.timestamp);
        if (!credential || time === null || fields.credential.length !== 5) throw error;
        const right = signatureOf(
          request,
          fields.signedHeaders.split(';'),
          fields.credential,
          time,
          credential,
          signing,
        );
        if (right.slice(0, 32) !== fields.signature.slice(0, 32)) throw error;
        return credential.accountId;
      }
    }),
    rules: ['signing/wrong-signature'],
  },
  'an unreadable header is nobody’s': {
    compose: recognizing((request, parts, sound) => {
      const [header = ''] = headerValues(request, 'authorization');
      return header.includes('Signature=') ? sound(request, parts) : firstAccount(parts);
    }),
    rules: ['signing/malformed-header'],
  },
  'the body is not signed': {
    compose: blindTo((request, earlier) => earlier.map(({ body }) => ({ ...request, body }))),
    rules: ['signing/body-changed', 'signing/body-changed-name'],
  },
  'headers are not signed': {
    compose: blindTo((request, earlier) =>
      earlier.map(({ headers }) => ({
        ...request,
        headers: [
          ...headers.filter(([name]) => !OF_ONE_REQUEST.includes(name.toLowerCase())),
          ...request.headers.filter(([name]) => OF_ONE_REQUEST.includes(name.toLowerCase())),
        ],
      })),
    ),
    rules: ['signing/header-changed'],
  },
  'the path is not signed': {
    compose: blindTo((request) =>
      Object.values(contract.operations).map(({ path }) => ({ ...request, target: path })),
    ),
    rules: ['signing/path-changed'],
  },
  'signatures never expire': {
    compose: atItsOwnTime(true),
    rules: ['signing/date-past', 'signing/date-past-minutes'],
  },
  'the future is not noticed': {
    compose: atItsOwnTime(false),
    rules: ['signing/date-future', 'signing/date-future-minutes'],
  },
  'clocks must agree': {
    compose: withOptions((_request, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, documented: 10 } },
    })),
    rules: ['signing/small-skew'],
  },
  'the region of the scope is ignored': {
    compose: withOptions((request, options) => ({
      signing: { ...options.signing, region: scopeOf(request, options)[2] ?? '' },
    })),
    rules: ['signing/other-region'],
  },
  'the service of the scope is ignored': {
    compose: withOptions((request, options) => ({
      signing: { ...options.signing, service: scopeOf(request, options)[3] ?? '' },
    })),
    rules: ['signing/other-service'],
  },
  'every access key is known': {
    compose: recognizing((request, parts, sound) => {
      const [key = ''] = scopeOf(request, parts.options);
      const known = parts.options.credentials.some(({ accessKeyId }) => accessKeyId === key);
      return known || key === '' ? sound(request, parts) : firstAccount(parts);
    }),
    rules: ['signing/unknown-key', 'signing/unknown-key-name'],
  },
  'the session token is ignored': {
    compose: withOptions((request, { credentials, signing }) => {
      const { sessionToken } = readSignature(request, signing);
      return { credentials: credentials.map((one) => ({ ...one, sessionToken: sessionToken ?? undefined })) };
    }),
    rules: ['signing/wrong-token', 'signing/missing-token'],
  },
  'a wrong signature is called a missing permission': {
    compose: recognizing((request, parts, sound) => {
      try {
        return sound(request, parts);
      } catch {
        throw new Refusal(parts.errorNames.denied, 'No.');
      }
    }),
    rules: ['signing/wrong-signature-name', 'signing/unsigned-name', 'signing/date-past-name'],
  },
  'the query string is not read': {
    compose: recognizing((request, parts, sound) => {
      if (headerValues(request, 'authorization').length > 0) return sound(request, parts);
      throw new Refusal(parts.errorNames.denied, 'No.');
    }),
    rules: ['signing/query-form'],
  },
  'the header must have one form': {
    compose: recognizing((request, parts, sound) => {
      const [header = ''] = headerValues(request, 'authorization');
      if (/, [^ ,]+, [^ ,]+$/.test(header)) return sound(request, parts);
      throw new Refusal(parts.errorNames.denied, 'No.');
    }),
    rules: ['signing/header-form'],
  },
  'one operation is open to all': {
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) =>
        request.target === contract.operations['ListRegions']?.path
          ? firstAccount(all)
          : authenticate(request, all),
    }),
    rules: ['signing/operation/ListRegions'],
  },
};

const OF_ONE_REQUEST = ['authorization', 'x-amz-date', 'x-amz-security-token', 'content-length'];

for (const [name, { compose, rules }] of Object.entries(FAULTS))
  test(`where ${name}, ${rules.join(', ')} say so`, async () => {
    const results = await outcomes(compose, rules);
    const levels = new Map(results.map(({ id, level }) => [id, level]));
    const expected = rules.map((id) => [id, levels.get(id) === 'must' ? 'fail' : 'warn']);
    const seen = results.map(({ id, outcome, reason }) => [id, reason ?? outcome]);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
  });

test('a service that verifies signatures passes, and only what is contested is observed', async () => {
  const results = await outcomes((parts) => parts, []);
  const other = results.filter(({ outcome }) => outcome !== 'pass').map(({ id, outcome }) => [id, outcome]);
  expect(other).toEqual([
    ['signing/field-order', 'observed'],
    ['signing/version-2', 'observed'],
  ]);
  expect(results.length).toBeGreaterThan(40);
});

/** Sees one header where two of a name were sent. */
function readingDoubled(one: (values: readonly string[]) => string): Compose {
  return recognizing((request, parts, sound) => {
    const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
    const headers = [...names].map((name): [string, string] => [name, one(headerValues(request, name))]);
    return sound({ ...request, headers }, parts);
  });
}

test.each([
  ['keeps the first of two headers', ([first = '']: readonly string[]) => first],
  ['joins two headers by comma and blank', (values: readonly string[]) => values.join(', ')],
])('of a service that %s, only the rule about the form of headers speaks', async (_, one) => {
  const embedded = await startEmbedded({ verifySignatures: true, compose: readingDoubled(one) });
  try {
    const doubled = ['header', 'content-type'].flatMap((name) => [
      `wire/http/${name}-duplicated/PutAlternateContact`,
      `wire/http/${name}-duplicated/ListRegions`,
    ]);
    const { rules } = await runAgainst(embedded.target, {
      rules: ['signing/header-form', 'errors/documented', ...doubled],
    });
    expect(
      rules.filter(({ outcome }) => !QUIET.has(outcome)).map(({ id, outcome }) => `${id} ${outcome}`),
    ).toEqual(['signing/header-form warn']);
  } finally {
    await embedded.close();
  }
});

const QUIET: ReadonlySet<string> = new Set(['pass', 'observed', 'skipped']);

test('every cause of the spec has requests that deserve it', () => {
  const causes = loadSigning().refusals.map(({ cause }) => cause);
  expect(Object.keys(SIGNING_CASES).toSorted()).toEqual(causes.toSorted());
});

test('what a refused write did is noticed, whatever it was answered', async () => {
  const compose: Compose = (parts) => ({
    ...parts,
    authenticate: (request, all) => {
      try {
        return authenticate(request, all);
      } catch (error) {
        const body = JSON.parse(Buffer.from(request.body).toString()) as Record<string, string>;
        const { AlternateContactType: type = '', Name } = body;
        if (Name !== undefined)
          for (const account of all.options.world.standalone)
            all.store.putAlternateContact(account, type, body);
        throw error;
      }
    },
  });
  const result = await outcomeOf(compose, 'signing/wrong-signature');
  expect(result?.outcome).toBe('fail');
  expect(result?.findings?.[0]?.calls.at(-1)?.expected).toMatchObject({ kind: 'same-answer' });
});

const REFUSED_UNSIGNED: Compose = (parts) => ({
  ...parts,
  authenticate(request, all) {
    if (headerValues(request, 'authorization').length === 0)
      throw new Refusal('MissingAuthenticationTokenException', 'No.');
    return firstAccount(all);
  },
});

const FAILS_AT_WRONG_SECRETS: Compose = (parts) => ({
  ...parts,
  authenticate(request, all) {
    try {
      return authenticate(request, all);
    } catch {
      throw new Refusal('InternalServerException', 'It broke.', { status: 500 });
    }
  },
});

test.each<[string, Compose, string]>([
  [
    'reads succeed without a signature',
    (parts) => ({ ...parts, authenticate: (_request, all) => firstAccount(all) }),
    'the target does not verify signatures (probed)',
  ],
  [
    'only a signature is asked for, whatever it says',
    REFUSED_UNSIGNED,
    'the target does not verify signatures (probed)',
  ],
  [
    'a wrong secret breaks something else',
    FAILS_AT_WRONG_SECRETS,
    'whether the target verifies signatures is not known (probed)',
  ],
])('where %s the probe skips the suite and says why', async (_what, compose, why) => {
  const results = await outcomes(compose, [], { signatures: 'probe' });
  expect(new Set(results.map(({ outcome, reason }) => `${outcome}: ${reason}`))).toEqual(
    new Set([`skipped: ${why}`]),
  );
});

test('where a wrong secret is refused the rules run', async () => {
  const strict = await outcomes((parts) => parts, ['signing/unsigned'], { signatures: 'probe' });
  expect(strict.map(({ outcome }) => outcome)).toEqual(['pass']);
});

test('a finding about a changed body can be sent again from its JSON', async () => {
  const open = withOptions(() => ({ verifySignatures: false }));
  const result = await outcomeOf(open, 'signing/body-changed');
  const finding = JSON.parse(JSON.stringify(result?.findings?.[0])) as Finding;
  expect(await replayed(finding, open)).toBe('FAILED');
  expect(await replayed(finding, (parts) => parts)).toBe('FIXED');
});

async function replayed(finding: Finding, compose: Compose): Promise<string> {
  const { target, close } = await startEmbedded({ verifySignatures: true, compose });
  const { signingService: service, signingRegion: region } = contract.wire;
  const client = createWireClient(target.endpoint, { timeoutMs: 5000, region, service });
  const restorer = new StateRestorer(target, contract, client);
  const { signal } = new AbortController();
  try {
    return (await replayFinding(finding, { target, contract, client, restorer, signal })).verdict;
  } finally {
    await client.close();
    await close();
  }
}

test('no finding holds the secrets of the caller', async () => {
  const result = await outcomeOf(
    withOptions(() => ({ verifySignatures: false })),
    'signing/wrong-signature',
  );
  const text = JSON.stringify(result?.findings?.[0]);
  const embedded = await startEmbedded();
  for (const identity of embedded.target.identities) {
    const { secretAccessKey, sessionToken = 'none' } = await identity.credentials();
    expect(text).not.toContain(secretAccessKey);
    expect(text).not.toContain(sessionToken);
  }
  await embedded.close();
});
