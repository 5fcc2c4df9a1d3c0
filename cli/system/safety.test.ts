import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../spec/json.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import type { Rule } from '../../harness/rule.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { connect } from '../../harness/connect.ts';
import { runConformance } from '../run/run-conformance.ts';
import { homeLookup, hurried, remoteTarget } from '../testing/remote-target.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

beforeEach(async () => {
  const home = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = await scratch();
  onTestFinished(() => {
    if (home === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = home;
  });
});

const contract = loadContract();
const lookup = homeLookup;
const SECURITY = {
  AlternateContactType: 'SECURITY',
  EmailAddress: 'security@example.com',
  Name: 'Somebody',
  PhoneNumber: '+12065550100',
  Title: 'Officer',
};
const MEMBER = '444444444444';
const utf8 = new TextEncoder();

/** What a client of this target does with a request: whether it was sent, and whether that changed anything. */
async function outcome(target: Target, near: Target, request: WireRequest) {
  const { client } = await connect(target, contract, { lookup });
  onTestFinished(() => client.close());
  const before = await worldState(near);
  const sent = await client.send(request).then(
    ({ response }) => response?.status ?? 0,
    (error: Error) => `${error.name}: ${error.message}`,
  );
  const changed = JSON.stringify(await worldState(near)) !== JSON.stringify(before);
  return { sent, changed };
}

function identity(target: Target, role: Identity['role']): Identity {
  const found = target.identities.find((one) => one.role === role);
  if (!found) throw new Error(`no ${role}`);
  return found;
}

function call(target: Target, operation: string, input: JsonObject, role: Identity['role'] = 'standalone') {
  return operationRequest(contract, identity(target, role), operation, input);
}

function withBytes(request: WireRequest, body: string | Uint8Array): WireRequest {
  return { ...request, body: typeof body === 'string' ? utf8.encode(body) : body };
}

const put = (target: Target) => call(target, 'PutAlternateContact', SECURITY);
const putMember = (target: Target) =>
  call(target, 'PutAlternateContact', { ...SECURITY, AccountId: MEMBER }, 'management');
const enable = (target: Target) => call(target, 'EnableRegion', { RegionName: 'af-south-1' });
const json = (value: JsonObject) => JSON.stringify(value);

interface Refusal {
  readonly what: string;
  readonly safety: Target['safety'];
  /** With this the same request goes out. */
  readonly allowing: Target['safety'];
  readonly request: (target: Target) => WireRequest;
  readonly message: RegExp;
}

const read = { tier: 'read', accounts: [], regions: [] } as const;
const write = { tier: 'write', accounts: [], regions: [] } as const;
const regions = { tier: 'regions', accounts: [], regions: ['eu-south-1'] } as const;
const listed = { ...write, accounts: [MEMBER] };
const allRegions = { ...regions, regions: ['af-south-1', 'eu-south-1'] };

const REFUSALS: readonly Refusal[] = [
  { what: 'a write in tier read', safety: read, allowing: write, request: put, message: /safety\.tier/ },
  {
    what: 'a write that names no operation',
    safety: read,
    allowing: write,
    request: (target) => ({ ...put(target), operation: null }),
    message: /PutAlternateContact .*safety\.tier/,
  },
  {
    what: 'a region change in tier write',
    safety: write,
    allowing: allRegions,
    request: enable,
    message: /safety\.tier/,
  },
  {
    what: 'a region that may not change',
    safety: regions,
    allowing: allRegions,
    request: enable,
    message: /af-south-1 .*safety\.regions/,
  },
  {
    what: 'a region in escapes',
    safety: regions,
    allowing: allRegions,
    request: (target) => withBytes(enable(target), String.raw`{"RegionName":"\u0061f-south-1"}`),
    message: /af-south-1 .*safety\.regions/,
  },
  {
    what: 'a region that is given twice',
    safety: regions,
    allowing: allRegions,
    request: (target) => withBytes(enable(target), '{"RegionName":"eu-south-1","RegionName":"af-south-1"}'),
    message: /af-south-1 .*safety\.regions/,
  },
];

const PRIMARY = {
  AddressLine1: '1 Example Street',
  City: 'Mumbai',
  CountryCode: 'NO',
  FullName: 'Somebody',
  PhoneNumber: '+12065550100',
  PostalCode: '400001',
  StateOrRegion: 'Maharashtra',
};

test('an account is not moved to a country that it could not leave again', async () => {
  const { target, near } = await remoteTarget({ safety: write });
  const move = (CountryCode: string) =>
    call(target, 'PutContactInformation', { ContactInformation: { ...PRIMARY, CountryCode } });
  expect(await outcome(target, near, move('IN'))).toEqual({
    sent: expect.stringMatching(/^SafetyRefusal: country IN: .*another country/),
    changed: false,
  });
  expect(await outcome(target, near, move('SE'))).toEqual({ sent: 200, changed: true });
  // The same request, where nobody is harmed.
  expect(await outcome(near, near, move('IN'))).toEqual({ sent: 200, changed: true });
});

test.each([
  ['IN', 'blocked', /^country IN: account \d+ cannot change from it or to it/],
  ['NO', 'pass', /^$/],
])('an account that is in %s: %s', async (CountryCode, outcomeOf, reason) => {
  const { target, near } = await remoteTarget(
    { safety: write },
    { seed: { primaryContact: { ...PRIMARY, CountryCode }, alternateContacts: {} } },
  );
  const before = await worldState(near);
  const replace = { rules: ['primary-contact/replace'] };
  const { rules } = await runConformance({ target, selection: replace, lookup, pace: hurried, runs: 1 });
  expect({ outcome: rules[0]?.outcome, reason: rules[0]?.reason ?? '' }).toEqual({
    outcome: outcomeOf,
    reason: expect.stringMatching(reason),
  });
  expect(await worldState(near)).toEqual(before);
});

test.each(REFUSALS)('$what is not sent', async ({ safety, allowing, request, message }) => {
  const { target, near } = await remoteTarget({ safety });
  const refused = await outcome(target, near, request(target));
  expect(refused).toEqual({ sent: expect.stringMatching(message), changed: false });
  expect(refused.sent).toMatch(/^SafetyRefusal: /);
  const allowed = { ...target, safety: allowing };
  expect(await outcome(allowed, near, request(allowed))).toEqual({ sent: 200, changed: true });
});

/** The management account may name a member whose credentials are not known only where it is listed. */
test.each([
  ['as it is', (target: Target) => putMember(target)],
  [
    'in escapes',
    (target: Target) =>
      withBytes(
        putMember(target),
        json({ ...SECURITY, AccountId: '~' }).replace('~', String.raw`\u0034${MEMBER.slice(1)}`),
      ),
  ],
  [
    'in an escaped name',
    (target: Target) =>
      withBytes(
        putMember(target),
        json({ ...SECURITY, AccountId: MEMBER }).replace('AccountId', String.raw`\u0041ccountId`),
      ),
  ],
  [
    'after another one',
    (target: Target) =>
      withBytes(
        putMember(target),
        json({ ...SECURITY, AccountId: MEMBER }).replace('{', '{"AccountId":"555555555555",'),
      ),
  ],
])('an account that is not listed is not named: %s', async (_, request) => {
  const { target, near } = await remoteTarget({ safety: write });
  const others = target.identities.filter(({ accountId }) => accountId !== MEMBER);
  const unlisted = { ...target, identities: others };
  expect(await outcome(unlisted, near, request(unlisted))).toEqual({
    sent: expect.stringMatching(/^SafetyRefusal: AccountId 444444444444 .*safety\.accounts/),
    changed: false,
  });
  const allowed = { ...unlisted, safety: listed };
  expect(await outcome(allowed, near, request(allowed))).toEqual({ sent: 200, changed: true });
});

test.each([
  ['an account that must be refused', (target: Target) => call(target, 'ListRegions', { AccountId: MEMBER })],
  [
    'an account in bytes of UTF-16',
    (target: Target) =>
      withBytes(call(target, 'ListRegions', {}), Buffer.from(json({ AccountId: MEMBER }), 'utf16le')),
  ],
  [
    'an account in broken JSON',
    (target: Target) => withBytes(call(target, 'ListRegions', {}), `{"AccountId":"${MEMBER}",`),
  ],
  [
    'an account in a list',
    (target: Target) => withBytes(call(target, 'ListRegions', {}), `{"AccountId": [ "${MEMBER}" ]}`),
  ],
  [
    'an account in the query',
    (target: Target) => ({ ...call(target, 'ListRegions', {}), target: `/listRegions?AccountId=${MEMBER}` }),
  ],
])('%s is not sent either where it is not listed', async (_, request) => {
  const { target, near } = await remoteTarget();
  const unlisted = {
    ...target,
    identities: target.identities.filter(({ accountId }) => accountId !== MEMBER),
  };
  expect((await outcome(unlisted, near, request(unlisted))).sent).toMatch(/^SafetyRefusal: AccountId 4{12}/);
  const allowed = { ...unlisted, safety: { ...read, accounts: [MEMBER] } };
  expect((await outcome(allowed, near, request(allowed))).sent).toBeTypeOf('number');
});

test.each(['44444444444', '4444444444441', 'none', '', ' '])('%j is nobody’s account', async (AccountId) => {
  const { target, near } = await remoteTarget();
  expect((await outcome(target, near, call(target, 'ListRegions', { AccountId }))).sent).toBe(400);
});

test('real credentials do not cross a network in plain text', async () => {
  const { target, near } = await remoteTarget({ safety: write });
  const real = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'no-secret' };
  const identities = target.identities.map((one) => ({ ...one, credentials: () => real }));
  await expect(connect({ ...target, identities }, contract, { lookup })).rejects.toThrow(
    /^target "embedded": AWS credentials are not sent over plain HTTP to account\.example\.test/,
  );
  expect(await outcome(target, near, put(target))).toEqual({ sent: 200, changed: true });
});

test('also not where they change during the run', async () => {
  const { target, near } = await remoteTarget({ safety: write });
  const { client } = await connect(target, contract, { lookup });
  onTestFinished(() => client.close());
  const request = put(target);
  const turned = { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'no-secret' };
  const caller = { ...identity(target, 'standalone'), credentials: () => turned };
  const before = await worldState(near);
  await expect(client.send({ ...request, identity: caller })).rejects.toThrow(/plain HTTP/);
  expect(await worldState(near)).toEqual(before);
  expect((await client.send(request)).response?.status).toBe(200);
});

const selection = { rules: ['contacts/delete-twice'] };

test.each([
  [
    'more than is configured',
    'contacts/delete-twice',
    'write',
    read,
    write,
    /--tier write is more .*\(read\): set safety\.tier/,
  ],
  [
    'regions where only contacts may change',
    'regions/enable',
    'regions',
    write,
    allRegions,
    /--tier regions is more .*safety\.tier/,
  ],
  [
    'regions of which none may change',
    'regions/enable',
    undefined,
    { ...regions, regions: [] },
    allRegions,
    /name some in safety\.regions/,
  ],
] as const)('%s is refused before any request', async (_, rule, tier, safety, allowing, message) => {
  const changed: string[] = [];
  const { target, near } = await remoteTarget(
    { safety },
    {
      compose: (parts) => ({
        ...parts,
        route(request, all) {
          const operation = parts.route(request, all);
          if (operation.changes !== null) changed.push(operation.name);
          return operation;
        },
      }),
    },
  );
  const before = await worldState(near);
  const run = (changes: Partial<Target>) =>
    runConformance({
      target: { ...target, ...changes },
      selection: { rules: [rule] },
      lookup,
      pace: hurried,
      runs: 1,
      ...(tier ? { tier } : {}),
    });
  await expect(run({})).rejects.toThrow(message);
  expect({ changed, state: await worldState(near) }).toEqual({ changed: [], state: before });
  const { verdict } = await run({ safety: allowing });
  expect({ verdict, changed: changed.length > 0 }).toEqual({ verdict: 'conforms', changed: true });
});

test('the journal covers each account that some reader finds in a request', async () => {
  const first = '555555555555';
  const Name = 'Written where the first of two ids says';
  const { target, near } = await remoteTarget(
    { safety: { ...write, accounts: [MEMBER, first] } },
    {
      compose: (parts) => ({
        ...parts,
        handlers: {
          ...parts.handlers,
          PutAlternateContact: (asked, all) =>
            parts.handlers['PutAlternateContact']?.(
              asked.input['Name'] === Name ? { ...asked, account: first } : asked,
              all,
            ) ?? null,
        },
      }),
    },
  );
  const twice = json({ ...SECURITY, Name, AccountId: MEMBER }).replace('{', `{"AccountId":"${first}",`);
  let written = '';
  const rule: Rule = {
    id: 'contacts/written-twice',
    level: 'must',
    since: '0.1.0',
    statement: 'A test.',
    source: 'a test',
    operations: ['PutAlternateContact'],
    async check({ session }) {
      await session.send(withBytes(putMember(target), twice), { kind: 'success' });
      written = JSON.stringify(await worldState(near));
    },
  };
  const before = await worldState(near);
  const settings = {
    target,
    selection: { rules: ['contacts/delete-twice'] },
    rules: [rule],
    lookup,
    pace: hurried,
    runs: 1,
  };
  const { verdict, notRestored } = await runConformance(settings);
  expect({ verdict, notRestored }).toEqual({ verdict: 'conforms', notRestored: [] });
  expect(written).toContain(Name);
  expect(await worldState(near)).toEqual(before);
});

test('an identity that is another account than configured changes nothing', async () => {
  const { target, near } = await remoteTarget({ safety: write });
  const [first, ...others] = target.identities;
  if (!first) throw new Error('no identity');
  const wrong = { ...target, identities: [{ ...first, accountId: '121212121299' }, ...others] };
  const before = await worldState(near);
  await expect(runConformance({ target: wrong, selection, lookup, pace: hurried })).rejects.toThrow(
    /standalone are of account 111111111111, the configuration says 121212121299/,
  );
  expect(await worldState(near)).toEqual(before);
  const { verdict, requests } = await runConformance({ target, selection, lookup, pace: hurried });
  expect({ verdict, wrote: requests > 3 }).toEqual({ verdict: 'conforms', wrote: true });
});

test('an identity that STS does not know changes nothing, but may read', async () => {
  const { target } = await remoteTarget({ safety: write });
  const unknown = { accessKeyId: 'AKIDTEST000000000000', secretAccessKey: 'no-secret' };
  const [first, ...others] = target.identities;
  if (!first) throw new Error('no identity');
  const strange = { ...target, identities: [first, ...others, { ...first, credentials: () => unknown }] };
  await expect(runConformance({ target: strange, selection, lookup, pace: hurried })).rejects.toThrow(
    /the service refuses the credentials of .* \(InvalidClientTokenId, says STS\): check the access key/,
  );
  const reading = { rules: ['listing/*'] };
  const { requests } = await runConformance({
    target: strange,
    tier: 'read',
    selection: reading,
    lookup,
    pace: hurried,
  });
  expect(requests).toBeGreaterThan(0);
});

test('credentials that are configured for one host are not sent to another', async () => {
  const directory = await scratch();
  const file = join(directory, 'conformance.yaml');
  const credentials = '{ accessKeyId: test, secretAccessKey: test }';
  const standalone = `{ accountId: "111111111111", credentials: ${credentials} }`;
  await writeFile(
    file,
    `targets: { real: { endpoint: "https://account.example.test", standalone: ${standalone} } }`,
  );
  let asked = 0;
  const server = await loopbackServer((_request, _body, response) => {
    asked += 1;
    response.end('{}');
  });
  onTestFinished(() => server.close());
  const run = ['run', '--config', file, '--target', 'real', '--endpoint', server.url.href];
  const { exitCode, stderr } = await runCli(run);
  expect({ exitCode, stderr, asked }).toEqual({
    exitCode: 6,
    stderr: expect.stringMatching(
      /^account-conformance: refused for safety: .*credentials are for account\.example\.test/,
    ),
    asked: 0,
  });
  const unnamed = await runCli(['run', '--endpoint', server.url.href, '--rule', 'contacts/create']);
  expect(unnamed.exitCode, unnamed.stderr).toBe(1);
  expect(asked).toBeGreaterThan(0);
});
