import { expect, onTestFinished, test } from 'vitest';
import { rewriteSuccess } from '../../mutants/operators/rewrite-response.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Handler } from '../../reference/core/service-parts.ts';
import type { Organization } from '../../spec/world.ts';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { EMBEDDED_WORLD } from '../../targets/config/embedded-world.ts';
import type { Target } from '../../targets/target.ts';
import { examineTarget } from './doctor-command.ts';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { serveOrganizations } from '../testing/organizations-server.ts';
import { homeLookup, remoteTarget } from '../testing/remote-target.ts';
import { runCli } from '../testing/spawn-cli.ts';

const EDITION = 'guide-2024';

test('a target that is as configured has nothing to mend, and is as it was', async () => {
  const { target, near } = await remoteTarget({
    safety: { tier: 'regions', accounts: [], regions: ['af-south-1'] },
  });
  const before = await worldState(near);
  const checks = await examineTarget(target, EDITION, { lookup: homeLookup });
  expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(checks.find(({ what }) => what === 'identity standalone')?.found).toMatch(
    /^standalone, account 1{12}, arn:/,
  );
  expect(checks.find(({ what }) => what === 'reads of standalone')?.found).toBe('4 of 4 answered');
  expect(await worldState(near)).toEqual(before);
});

test('nothing that changes anything is sent', async () => {
  const changed: string[] = [];
  const { target, close } = await startEmbedded({
    compose: (parts) => ({
      ...parts,
      route(request, all) {
        const operation = parts.route(request, all);
        if (operation.changes !== null) changed.push(operation.name);
        return operation;
      },
    }),
  });
  onTestFinished(close);
  const checks = await examineTarget(target, EDITION);
  expect(checks.length).toBeGreaterThan(target.identities.length);
  expect(changed).toEqual([]);
});

test('an identity that is another account is said, with what to write', async () => {
  const { target } = await remoteTarget();
  const [first, ...others] = target.identities;
  if (!first) throw new Error('no identity');
  const wrong = { ...target, identities: [{ ...first, accountId: '121212121299' }, ...others] };
  const [, identity] = await examineTarget(wrong, EDITION, { lookup: homeLookup });
  expect(identity).toMatchObject({ state: 'wrong', next: expect.stringMatching(/^write accountId 1{12}/) });
});

test('a permission that is missing is named', async () => {
  const denied: Handler = (_call, { errorNames }) => {
    throw new Refusal(errorNames.denied, 'no');
  };
  const { target } = await remoteTarget(
    {},
    { compose: (parts) => ({ ...parts, handlers: { ...parts.handlers, ListRegions: denied } }) },
  );
  const checks = await examineTarget(target, EDITION, { lookup: homeLookup });
  expect(checks.find(({ what }) => what === 'reads of standalone')).toMatchObject({
    state: 'wrong',
    found: '3 of 4 answered; denied: account:ListRegions',
    next: expect.stringMatching(/^allow account:ListRegions/),
  });
});

test('each operation that changes nothing is surveyed, with what the rules would let pass', async () => {
  const { target, close } = await startEmbedded({
    compose: (parts) => {
      const { GetRegionOptStatus: _, ...handlers } = parts.handlers;
      const compose = rewriteSuccess('ListRegions', (response) => ({ ...response, status: 203 }));
      return compose({ ...parts, handlers });
    },
  });
  onTestFinished(close);
  const checks = await examineTarget(target, EDITION);
  const rows = checks.filter(({ what }) => what.startsWith('operation '));
  expect(rows.map(({ what, state, found }) => `${state} ${what}: ${found}`)).toEqual([
    'ok operation GetAlternateContact: as documented',
    'ok operation GetContactInformation: as documented',
    expect.stringMatching(/^wrong operation GetRegionOptStatus: not implemented/),
    'wrong operation ListRegions: deviates; let pass by the rules: status 203',
  ]);
});

test('what a run would leave out is counted by its reason', async () => {
  const { target } = await remoteTarget();
  const checks = await examineTarget(target, EDITION, { lookup: homeLookup });
  expect(checks.at(-1)).toMatchObject({
    what: 'a run',
    found: expect.stringMatching(/^\d+ of \d+ rules in tier read; .*need tier write.*/),
    next: expect.stringMatching(/safety\.tier/),
  });
});

test('a higher tier is advised only where there is one', async () => {
  const { target } = await remoteTarget({
    safety: { tier: 'regions', accounts: [], regions: ['af-south-1'] },
  });
  const lone = { ...target, identities: target.identities.slice(0, 1) };
  const checks = await examineTarget(lone, EDITION, { lookup: homeLookup });
  expect(checks.at(-1)).toMatchObject({
    what: 'a run',
    found: expect.stringMatching(/need other identities/),
    next: 'for more, configure an organization with its identities',
  });
});

test('what is missing is told by where it is configured', async () => {
  const { target, close } = await startEmbedded();
  onTestFinished(close);
  const next = async (...roles: string[]) => {
    const identities = target.identities.filter(({ role }) => !roles.includes(role));
    return (await examineTarget({ ...target, identities }, EDITION)).at(-1);
  };
  expect(await next('standalone')).toMatchObject({
    found: expect.stringMatching(/; \d+ need a standalone identity/),
    next: 'for more, configure a standalone account with its credentials',
  });
  expect(await next('management')).toMatchObject({
    next: 'for more, configure an organization with its identities',
  });
});

test('what is known of the region changes of a run is told, and what is not', async () => {
  const { target } = await remoteTarget({
    safety: { tier: 'regions', accounts: [], regions: ['af-south-1'] },
  });
  const told = async (regionBudget: number) => {
    const timing = { ...target.timing, regionTimeout: 180_000, regionBudget };
    const checks = await examineTarget({ ...target, timing }, EDITION, { lookup: homeLookup });
    return checks
      .filter(({ what }) => what.startsWith('region'))
      .map(({ what, found }) => `${what}: ${found}`);
  };
  expect(await told(45 * 60_000)).toEqual([
    'region budget: 45 min 0 s for all region changes of a run (timing.regionBudget), unless they take less than a second each',
    'region cycles: enabling and disabling take at most 3 min 0 s each (timing.regionTimeout), so at least 7 fit; how long they do take is not known before a run has changed a region',
    expect.stringMatching(
      /^region turns: \d+ rules may change regions, \d+ musts first; without a turn one is skipped with "region budget"; last in turn: ([\w/-]+, ){4}[\w/-]+ and \d+ more$/i,
    ),
  ]);
  expect((await told(300_000))[1]).toContain('so none is sure to fit;');
});

test('where no rule would change a region, nothing is planned', async () => {
  const { target } = await remoteTarget();
  const checks = await examineTarget(target, EDITION, { lookup: homeLookup });
  expect(checks.filter(({ what }) => what.startsWith('region'))).toEqual([
    { what: 'region budget', state: 'ok', found: 'not needed: no rule of a run would change a region' },
  ]);
});

const [FIRST] = EMBEDDED_WORLD.organizations;

/** The doctor's rows about organizations, where AWS says `real` and the configuration something else. */
async function organizationRows(
  configured: Partial<Organization>,
  refuse?: (action: string, account: string) => boolean,
  changes: (target: Target) => Partial<Target> = () => ({}),
) {
  if (!FIRST) throw new Error('no organization');
  const { target } = await remoteTarget();
  const credentials = await Promise.all(
    target.identities.map(async (one) => ({ ...(await one.credentials()), accountId: one.accountId })),
  );
  const server = await serveOrganizations(
    EMBEDDED_WORLD.organizations,
    (keyId) => credentials.find(({ accessKeyId }) => accessKeyId === keyId)?.accountId ?? undefined,
    refuse,
  );
  onTestFinished(() => server.close());
  const world = { ...target.world, organizations: [{ ...FIRST, ...configured }] };
  const examined = { ...target, world, organizationsApi: server.url };
  const checks = await examineTarget({ ...examined, ...changes(examined) }, EDITION, { lookup: homeLookup });
  return { rows: checks.filter(({ what }) => what.startsWith('organization')), asked: server.asked };
}

test('what the configuration says of an organization is compared with what AWS says, and only read', async () => {
  const { rows, asked } = await organizationRows({});
  const members = FIRST?.members.length;
  expect(rows.map(({ what, state, found }) => `${state} ${what}: ${found}`)).toEqual([
    'ok organization of standalone: none',
    'ok organization of standalone/181818181818: none',
    'ok organization of standalone/191919191919: none',
    'ok organization of standalone/202020202020: none',
    'ok organization o-first0001: o-first0001',
    'ok organization o-first0001, management: 222222222222',
    'ok organization o-first0001, all features: on',
    'ok organization o-first0001, trusted access: on',
    'ok organization o-first0001, delegate: 333333333333',
    `ok organization o-first0001, members: ${members} of ${members} configured are in it`,
  ]);
  expect([...asked].filter((action) => !/^(Describe|List)/.test(action))).toEqual([]);
});

test.each<[string, Partial<Organization>, RegExp, RegExp]>([
  ['', { id: 'o-other0001' }, /^o-first0001, the configuration says o-other0001$/, /^write id o-first0001/],
  [
    ', management',
    { management: '999999999999' },
    /^222222222222, .*999999999999$/,
    /management 222222222222/,
  ],
  [', all features', { allFeatures: false }, /^on, the configuration says off$/, /allFeatures true/],
  [', trusted access', { trustedAccess: false }, /^on, the configuration says off$/, /trustedAccess true/],
  [', delegate', { delegatedAdmin: null }, /^333333333333, .* none$/, /delegatedAdmin 333333333333/],
  [
    ', delegate',
    { delegatedAdmin: '444444444444' },
    /^333333333333, .*444444444444$/,
    /register 444444444444/,
  ],
  [
    ', members',
    { members: ['444444444444', '999999999999'] },
    /^1 of 2 .*; not 999999999999$/,
    /remove 999999999999/,
  ],
])('an organization that is not as configured%s: %j', async (part, configured, found, next) => {
  const { rows } = await organizationRows(configured, undefined, ({ identities }) => ({
    // They are found by the id that the configuration gives their organization.
    identities: identities.map((one) =>
      one.organization === FIRST?.id ? { ...one, organization: configured.id ?? one.organization } : one,
    ),
  }));
  expect(rows.filter(({ state }) => state !== 'ok')).toEqual([
    {
      what: `organization ${configured.id ?? 'o-first0001'}${part}`,
      state: 'wrong',
      found: expect.stringMatching(found),
      next: expect.stringMatching(next),
    },
  ]);
});

test('what nobody may ask stays open, with the permission that it needs', async () => {
  const { rows } = await organizationRows({}, (action) => action === 'ListAWSServiceAccessForOrganization');
  expect(rows.filter(({ state }) => state !== 'ok')).toEqual([
    {
      what: 'organization o-first0001, trusted access',
      state: 'open',
      found: expect.stringMatching(/^AccessDeniedException/),
      next: 'to have it checked, allow organizations:ListAWSServiceAccessForOrganization to o-first0001/management',
    },
  ]);
});

test('a member tells at least in which organization it is', async () => {
  const { rows } = await organizationRows({}, undefined, ({ identities }) => ({
    identities: identities.filter(({ role }) => role === 'member'),
  }));
  expect(rows.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'open', 'open', 'open']);
});

test('a standalone account that is in an organization is said', async () => {
  const { rows } = await organizationRows({}, undefined, ({ identities }) => {
    const management = identities.find(({ role }) => role === 'management');
    if (!management) throw new Error('no management identity');
    return { identities: [{ ...management, name: 'standalone', role: 'standalone', organization: null }] };
  });
  expect(rows[0]).toEqual({
    what: 'organization of standalone',
    state: 'wrong',
    found: 'o-first0001, of management account 222222222222',
    next: expect.stringMatching(/^configure account 222222222222 in organization o-first0001/),
  });
});

test('a target that is not there is said in one line, exit 3', async () => {
  const { exitCode, stdout } = await runCli(['doctor', '--endpoint', 'http://127.0.0.1:9']);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 3,
    stdout: expect.stringMatching(
      /^wrong {2}endpoint {2}http:\/\/127\.0\.0\.1:9\/: refused: .*\n\nnext\n {2}check the address/,
    ),
  });
});

/** A proxy's page for everything. */
const BAD_GATEWAY =
  '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><hr>Bad Gateway</body></html>\n';

async function servePage(status: number): Promise<URL> {
  const server = await loopbackServer((_request, _body, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(BAD_GATEWAY);
  });
  onTestFinished(() => server.close());
  return server.url;
}

test.each([502, 200, 403])(
  'a page of a proxy is told in a sentence, and never shown: status %i',
  async (status) => {
    const url = await servePage(status);
    const { exitCode, stdout } = await runCli(['doctor', '--endpoint', url.href]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      new RegExp(
        `^wrong  reads of standalone +0 of 4 answered; not as documented: GetAlternateContact, .*, ListRegions \\(an HTML page with status ${status}\\)$`,
        'm',
      ),
    );
    expect(stdout).toContain('\n  see what answers in place of the service: the proxy (HTTPS_PROXY), or');
    expect(stdout).not.toMatch(/Bad Gateway|doctype/i);
  },
);

test.each([502, 200, 403])(
  'so is what a proxy answers in place of STS and Organizations, which says nothing about identities: status %i',
  async (status) => {
    const page = await servePage(status);
    const { target } = await remoteTarget({ sts: page, organizationsApi: page });
    const checks = await examineTarget(target, EDITION, { lookup: homeLookup });
    const told = `answered with an HTML page (status ${status}), as a proxy does`;
    const found = checks.filter(({ found: text }) => text.endsWith(told));
    expect(new Set(found.map(({ what }) => what.split(' ')[0]))).toEqual(
      new Set(['identity', 'organization']),
    );
    expect(new Set(found.map(({ next }) => next))).toEqual(
      new Set([expect.stringMatching(/^see what answers in place of the service/)]),
    );
    expect(found.filter(({ what }) => what.startsWith('identity'))).toEqual(
      target.identities.map(() => expect.objectContaining({ state: 'wrong', because: 'trouble' })),
    );
    expect(JSON.stringify(checks)).not.toMatch(/Bad Gateway|doctype|Deserialization/i);
  },
);

test('whatever is wrong with a service that answers is exit 1, and nothing is exit 0', async () => {
  const near = async (options: EmbeddedOptions) => {
    const { target, close } = await startEmbedded(options);
    onTestFinished(close);
    return runCli(['doctor', '--target', 'embedded', '--endpoint', target.endpoint.href]);
  };
  expect((await near({})).exitCode).toBe(0);
  const compose = rewriteSuccess('ListRegions', (response) => ({ ...response, status: 203 }));
  const deviating = await near({ compose });
  expect(deviating.stdout).toMatch(/^wrong {2}operation ListRegions +deviates/m);
  expect(deviating.exitCode).toBe(1);
});

test('the policy of a tier allows its operations and no others', async () => {
  const { stdout } = await runCli(['spec', '--iam-policy', '--tier', 'write']);
  const [statement] = (JSON.parse(stdout) as { Statement: { Action: string[] }[] }).Statement;
  expect(statement?.Action).toContain('account:PutContactInformation');
  expect(statement?.Action).not.toContain('account:EnableRegion');
});
