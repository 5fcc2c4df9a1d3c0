import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { interceptingProxy, type ProxyChanges } from '../testing/intercepting-proxy.ts';
import { FAR_ACCOUNT, farConfig } from '../testing/far-config.ts';
import { serveSts } from '../testing/organizations-server.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';

async function troubled(changes: ProxyChanges): Promise<URL> {
  const { target, close } = await startEmbedded({ regionDelayMs: 0 });
  onTestFinished(close);
  return interceptingProxy(target.endpoint, changes);
}

function run(endpoint: URL, ...options: string[]) {
  return runCli(['run', '--quiet', '--seed', '1', '--runs', '1', '--endpoint', endpoint.href, ...options]);
}

test.each([
  ['UnrecognizedClientException', 'the service refuses the credentials of standalone'],
  ['InvalidClientTokenId', 'the service refuses the credentials of standalone'],
  ['SignatureDoesNotMatch', 'the service refuses the credentials of standalone'],
  ['ExpiredTokenException', 'the credentials of standalone have expired'],
  ['ExpiredToken', 'the credentials of standalone have expired'],
])(
  'expired: a service that answers all with %s ends the run with exit 3 and the cause',
  async (error, cause) => {
    const { exitCode, stdout } = await run(await troubled({ intercept: () => ({ status: 403, error }) }));
    expect(stdout).toContain(`No verdict, the run ended: ${cause} (403 ${error})`);
    expect(exitCode).toBe(3);
  },
);

test.each([
  ['behind', 1],
  ['ahead of', -1],
])('expired: a clock that is 17 minutes %s that of the service is named, with exit 3', async (side, sign) => {
  const endpoint = await troubled({
    intercept: () => ({
      status: 403,
      error: 'InvalidSignatureException',
      headers: { date: new Date(Date.now() + sign * 17 * 60_000).toUTCString() },
    }),
  });
  const { exitCode, stdout } = await run(endpoint);
  expect(stdout).toContain(`the clock of this machine is 17 minutes ${side} that of the service`);
  expect(exitCode).toBe(3);
});

test('expired: one operation that refuses every signature is a fault of the service', async () => {
  const endpoint = await troubled({
    intercept: ({ operation }) =>
      operation === 'GetContactInformation' ? { status: 403, error: 'UnrecognizedClientException' } : null,
  });
  const { exitCode, stdout } = await run(endpoint, '--suite', 'wire', '--suite', 'primary-contact');
  expect(stdout).toMatch(/^✗ Does not conform/m);
  expect(exitCode).toBe(1);
});

test.each([
  'User: x is not authorized to perform: y because no identity-based policy allows the account:y action',
  'User: x is not authorized to perform: y because no session policy allows the account:y action',
  'User: x is not authorized to perform: y with an explicit deny in a service control policy',
])('denied: "%s" blocks what rests on it, for one cause', async (message) => {
  const endpoint = await troubled({
    intercept: ({ operation }) =>
      operation?.includes('AlternateContact')
        ? { status: 403, error: 'AccessDeniedException', message }
        : null,
  });
  const { exitCode, stdout } = await run(endpoint, '--suite', 'contacts', '--suite', 'primary-contact');
  expect(stdout).toContain('No verdict, trouble blocked too much');
  expect(stdout).toMatch(/A policy denies standalone account:PutAlternateContact \((no|with)/);
  expect(stdout).not.toContain('✗ contacts');
  expect(exitCode).toBe(3);
});

test('denied: what it blocks is told beside the verdict where that is little', async () => {
  const message = 'not authorized because no identity-based policy allows it';
  const endpoint = await troubled({
    intercept: ({ operation }) =>
      operation === 'GetContactInformation' ? { status: 403, error: 'AccessDeniedException', message } : null,
  });
  const { exitCode, stdout } = await run(endpoint, '--suite', 'contacts', 'wire');
  expect(stdout).toMatch(
    /^✓ Conforms: .* \d+ rules blocked by trouble\. A policy denies standalone account:GetContactInformation/m,
  );
  expect(exitCode).toBe(0);
});

test('denied: a service on loopback that denies everything without a word of a policy does not conform', async () => {
  const endpoint = await troubled({
    intercept: () => ({ status: 403, error: 'AccessDeniedException', message: 'no' }),
  });
  const { exitCode } = await run(endpoint);
  expect(exitCode).toBe(1);
});

/** A target that is not loopback by its name. */
async function far(command: string, endpoint: URL, changes: Record<string, unknown>, ...options: string[]) {
  const config = await farConfig(endpoint.port, changes);
  const home = await scratch();
  const env = { HOME: home, XDG_STATE_HOME: home, AWS_EC2_METADATA_DISABLED: 'true' };
  const args = [command, ...options, '--target', 'far', '--config', config];
  return runCli(args, { cwd: home, node: HOME_RESOLVER, env });
}

test.each([
  ['run', ['--quiet', '--seed', '1']],
  ['fuzz', ['--time', '1s']],
  ['doctor', []],
])(
  'expired: %s off loopback, whose credentials STS does not know, ends with exit 3',
  async (command, options) => {
    const endpoint = await troubled({});
    const sts = await serveSts([]);
    onTestFinished(() => sts.close());
    const changes = { sts: { endpoint: sts.url.href } };
    const { exitCode, stdout, stderr } = await far(command, endpoint, changes, ...options);
    expect(stdout + stderr).toContain(
      'the service refuses the credentials of standalone (InvalidClientTokenId, says STS): check the access key',
    );
    expect(exitCode).toBe(3);
  },
);

test('denied: off loopback a bare denial on the own account blocks the rules, with the actions to allow', async () => {
  const endpoint = await troubled({
    intercept: () => ({ status: 403, error: 'AccessDeniedException', message: 'no' }),
  });
  const safety = { tier: 'read', accounts: [FAR_ACCOUNT] };
  const options = [
    '--quiet',
    '--seed',
    '1',
    '--runs',
    '1',
    '--suite',
    'contacts',
    'primary-contact',
    'listing',
  ];
  const { exitCode, stdout } = await far('run', endpoint, { safety }, ...options);
  expect(stdout).toMatch(/A policy denies standalone account:ListRegions \(403 AccessDeniedException\)/);
  expect(stdout).not.toContain('\u2717 listing');
  expect(exitCode).toBe(3);
});

test('denied: trusted access that is off though the configuration says it is on', async () => {
  const message = 'You must first enable trusted access for AWS Account Management';
  const endpoint = await troubled({
    intercept: ({ body }) =>
      body.includes('AccountId') ? { status: 403, error: 'AccessDeniedException', message } : null,
  });
  const [management, member] = ['222222222222', '555555555555'];
  const organization = {
    id: 'o-example1',
    trustedAccess: true,
    allFeatures: true,
    management: { accountId: management, credentials: testCredentials(management) },
    members: [{ accountId: member, credentials: testCredentials(member) }],
  };
  const changes = {
    endpoint: endpoint.href,
    organizations: [organization],
    safety: { tier: 'read', accounts: [FAR_ACCOUNT] },
  };
  const told = 'the service says that trusted access is off in the organization of o-example1/management';
  const doctor = await far('doctor', endpoint, changes);
  expect(doctor.stdout).toContain(told);
  expect(doctor.exitCode).toBe(1);
  const ran = await far(
    'run',
    endpoint,
    changes,
    '--quiet',
    '--seed',
    '1',
    '--runs',
    '1',
    '--suite',
    'context',
  );
  expect(ran.stdout.toLowerCase()).toContain(told);
  expect(ran.stdout).toMatch(/\d+ rules blocked by trouble/);
});
