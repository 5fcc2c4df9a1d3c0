import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EMBEDDED_WORLD } from '../../targets/config/presets.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';
import { serveSts } from '../testing/organizations-server.ts';
import { CHANGING, HELD, journaledService, type JournaledService } from '../testing/journaled-service.ts';

const THEIRS = { ...HELD.billing, Name: 'Somebody Else', EmailAddress: 'theirs@example.net' };

/** Two to see what a deletion does, and two of their own. */
const SURVEYED_PUTS = 4;

/** A run in whose middle somebody else changes the contacts that it has changed. */
async function disturbedRun(service: JournaledService): Promise<string[]> {
  const accounts = new Set<string>();
  service.onChange = (operation, changed, input) => {
    const type = String(input['AlternateContactType']);
    if (operation !== 'PutAlternateContact' || input['Name'] === HELD.billing.Name) return;
    accounts.add(changed);
    service.parts().store.putAlternateContact(changed, type, { ...THEIRS, AlternateContactType: type });
  };
  const args = ['--rule', 'contacts/replace', '--runs', '3', '--seed', '1', '--quiet'];
  const { exitCode, stdout, stderr } = await service.cli([
    'run',
    ...service.named,
    '--journal',
    service.journal,
    ...args,
  ]);
  expect(exitCode, stdout + stderr).toBe(5);
  expect(stdout).toMatch(/\w+ was changed by somebody else meanwhile, and is left alone/);
  service.onChange = () => {};
  return [...accounts];
}

const TYPES = ['BILLING', 'OPERATIONS', 'SECURITY'];
const contacts = (service: JournaledService, accounts: readonly string[]) =>
  accounts.map((account) => TYPES.map((type) => service.parts().store.alternateContact(account, type)));
const again = (service: JournaledService) =>
  service.cli(['run', ...service.named, '--journal', join(service.directory, 'again.jsonl'), ...CHANGING]);

test('after exit 5 the originals are kept until they are back', async () => {
  const service = await journaledService();
  const accounts = await disturbedRun(service);
  const locks = service.lockFiles();
  const theirs = contacts(service, accounts);
  expect(locks.length).toBeGreaterThan(0);
  for (let time = 0; time < 2; time += 1) {
    const { exitCode, stdout } = await service.cli(['restore']);
    expect(exitCode, stdout).toBe(5);
    expect(stdout).toMatch(/was changed by somebody else[^]*the journal and the locks in .* are kept/);
    expect(contacts(service, accounts)).toEqual(theirs);
    expect({ journal: existsSync(service.journal), locks: service.lockFiles() }).toEqual({
      journal: true,
      locks,
    });
  }
  expect((await again(service)).exitCode).toBe(6);
  const { store } = service.parts();
  for (const account of accounts) {
    for (const type of TYPES) store.deleteAlternateContact(account, type);
    store.putAlternateContact(account, 'BILLING', HELD.billing);
  }
  const { exitCode, stdout } = await service.cli(['restore']);
  expect(exitCode, stdout).toBe(0);
  expect({ journal: existsSync(service.journal), locks: service.lockFiles() }).toEqual({
    journal: false,
    locks: [],
  });
});

test('or until a person says otherwise', async () => {
  const service = await journaledService();
  const accounts = await disturbedRun(service);
  const theirs = contacts(service, accounts);
  const { stdout: said } = await service.cli(['restore']);
  const [, command = ''] = /To accept what is there now: "account-conformance (.*)"/.exec(said) ?? [];
  // It names those alone that are not as they were.
  expect(command.split(' ')).toEqual(['restore', service.journal, '--forget', ...accounts.toSorted()]);
  const { exitCode, stdout } = await service.cli(command.split(' '));
  expect(exitCode, stdout).toBe(0);
  expect(contacts(service, accounts)).toEqual(theirs);
  const rest = await service.cli(['restore']);
  expect(rest.exitCode, rest.stdout).toBe(0);
  expect(contacts(service, accounts)).toEqual(theirs);
  expect({ journal: existsSync(service.journal), locks: service.lockFiles() }).toEqual({
    journal: false,
    locks: [],
  });
  const free = await again(service);
  expect(free.exitCode, free.stdout + free.stderr).toBe(0);
});

/** A name that is not loopback, which leads to this machine. */
const FAR = 'account.example.test';
const RESOLVER = `
  import dns from 'node:dns';
  const { lookup } = dns;
  dns.lookup = (name, options, done) => {
    const callback = typeof options === 'function' ? options : done;
    if (name !== ${JSON.stringify(FAR)}) return lookup(name, options, done);
    if (options?.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  };`;

const node = ['--import', `data:text/javascript,${encodeURIComponent(RESOLVER)}`];
const [account = ''] = EMBEDDED_WORLD.standalone;

/** A configuration of the service under that name, with one account. */
async function farAway(service: JournaledService, changes: Record<string, unknown>): Promise<string> {
  const { accessKeyId, secretAccessKey } = testCredentials(account);
  const sts = await serveSts([{ accountId: account, accessKeyId }]);
  onTestFinished(() => sts.close());
  const far = {
    endpoint: service.endpoint.replace('127.0.0.1', FAR),
    emulator: false,
    standalone: { accountId: account, credentials: { accessKeyId, secretAccessKey } },
    sts: { endpoint: sts.url.href },
    timing: { consistencyWindow: '0ms', retries: 0, regionTimeout: '20s' },
    ...changes,
  };
  const config = join(service.directory, 'far.config.json');
  writeFileSync(config, JSON.stringify({ targets: { far } }));
  return config;
}

test('off loopback a value that somebody else wrote between two of our writes is not overwritten', async () => {
  const service = await journaledService();
  const config = await farAway(service, { safety: { tier: 'write' } });
  const overwritten: unknown[] = [];
  let puts = 0;
  let ours = '';
  let theirs = '';
  service.onChange = (operation, _account, input) => {
    const type = String(input['AlternateContactType']);
    if (type === theirs) overwritten.push(input);
    if (operation !== 'PutAlternateContact' || input['Name'] === HELD.billing.Name) return;
    puts += 1;
    // The survey's come first. Between its last look before a deletion and that nothing can be seen.
    if (puts > SURVEYED_PUTS) ours ||= type;
  };
  // Once the rule has seen that its first contact is stored.
  service.onRead = (_operation, changed, input) => {
    if (ours === '' || theirs !== '' || input['AlternateContactType'] !== ours) return;
    theirs = ours;
    const { store } = service.parts();
    store.putAlternateContact(changed, theirs, { ...THEIRS, AlternateContactType: theirs });
  };
  const rules = ['--rule', 'contacts/replace', '--runs', '3', '--seed', '1', '--quiet'];
  const run = ['run', '--target', 'far', '--config', config, ...rules];
  const { exitCode, stdout, stderr } = await service.cli(run, { node });
  expect({ exitCode, overwritten }, stdout + stderr).toEqual({ exitCode: 5, overwritten: [] });
  expect(stdout).toMatch(/was changed by somebody else meanwhile, and is left alone/);
  expect(service.parts().store.alternateContact(account, theirs)).toMatchObject({ Name: THEIRS.Name });
  // The journal is in the state directory, since nobody gave it another place.
  const restore = await service.cli(['restore'], { node });
  expect(restore.exitCode, restore.stdout + restore.stderr).toBe(5);
});

/** More than a second, so that regions are left as they are until the end of the run. */
const SLOW_MS = 1200;

test('a region that somebody else changes while one of ours is pending is left alone', async () => {
  const service = await journaledService({ regionDelayMs: SLOW_MS });
  const regions = ['af-south-1', 'ap-east-1', 'eu-south-1'];
  const config = await farAway(service, { safety: { tier: 'regions', regions } });
  let theirs = '';
  const overwritten: string[] = [];
  service.onChange = (operation, changed, { RegionName: region }) => {
    if (region === theirs) overwritten.push(`${operation} ${theirs}`);
    if (operation !== 'EnableRegion' || theirs !== '') return;
    theirs = regions.find((one) => one !== region) ?? '';
    const { store } = service.parts();
    store.putRegionChange(changed, theirs, {
      from: 'DISABLED',
      via: 'ENABLING',
      to: 'ENABLED',
      startedAt: Date.now(),
    });
  };
  const rules = ['--rule', 'regions/enable', 'regions/disable', '--runs', '2', '--seed', '1', '--quiet'];
  const run = ['run', '--target', 'far', '--config', config, ...rules];
  const { exitCode, stdout, stderr } = await service.cli(run, { node });
  expect({ exitCode, overwritten }, stdout + stderr).toEqual({ exitCode: 5, overwritten: [] });
  expect(stdout).toContain(`region of account ${account}: ${theirs} was changed by somebody else meanwhile`);
  const statuses = () =>
    regions.filter((region) => service.parts().statusAt(account, region, service.parts()) !== 'DISABLED');
  expect(statuses(), 'ours are put back').toEqual([theirs]);
  const restore = await service.cli(['restore'], { node });
  expect(restore.exitCode, restore.stdout + restore.stderr).toBe(5);
  expect(statuses()).toEqual([theirs]);
});
