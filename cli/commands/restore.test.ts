import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import { writtenTexts } from '../../harness/restore/written-texts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { lockKeys } from '../../targets/journal/claim-accounts.ts';
import { Journal } from '../../targets/journal/journal.ts';
import { HeldLock, lockOwner, takeLock } from '../../targets/journal/lock.ts';
import { readJournal } from '../../targets/journal/read-journal.ts';
import { standingOf } from '../../targets/journal/standing.ts';
import { locksIn, stateDirectory } from '../../targets/journal/state-directory.ts';
import type { Target } from '../../targets/target.ts';
import { connect } from '../../harness/connect.ts';
import { restoreOn } from '../run/restore-journal.ts';
import { restoreCommand } from './restore-command.ts';
import { runConformance } from '../run/run-conformance.ts';
import { homeLookup, hurried, remoteTarget } from '../testing/remote-target.ts';
import { scratch } from '../testing/spawn-cli.ts';

const contract = loadContract();
const OURS = {
  AlternateContactType: 'SECURITY',
  EmailAddress: 'security@example.com',
  Name: 'Somebody',
  PhoneNumber: '+12065550100',
  Title: 'Officer',
};
const NONE = { BILLING: null, OPERATIONS: null, SECURITY: null };
const NO_PROCESS = 999_999_999;
const DONE = { left: [], foreign: [], mended: [], accounts: [], settled: true };

let directory = '';
beforeEach(async () => {
  directory = await scratch();
  const home = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = directory;
  onTestFinished(() => {
    if (home === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = home;
  });
});

/** What a run leaves that was killed after its first write. */
async function left(tier: Target['safety']['tier'] = 'write') {
  const { target, near } = await remoteTarget({ safety: { tier, accounts: [], regions: [] } });
  const [identity] = target.identities;
  if (!identity) throw new Error('no identity');
  const original = await worldState(near);
  const { client } = await connect(near, contract);
  onTestFinished(() => client.close());
  const request = operationRequest(contract, identity, 'PutAlternateContact', OURS);
  expect((await client.send(request)).response?.status).toBe(200);
  const path = join(directory, 'left.jsonl');
  const journal = new Journal(path, {
    format: 2,
    edition: contract.edition,
    target: { name: target.name, endpoint: target.endpoint.href },
    options: {},
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  const where = { account: identity.accountId ?? '', resource: 'alternate-contact' } as const;
  const snapshot = { kind: 'alternate-contact', contacts: NONE };
  const wrote = { name: 'SECURITY', operation: 'PutAlternateContact', texts: writtenTexts(request) };
  journal.append({ kind: 'original', ...where, snapshot });
  journal.append({ kind: 'wrote', ...where, ...wrote });
  journal.keep();
  const owner = { ...lockOwner(path, '2026-01-01T00:00:00.000Z'), pid: NO_PROCESS, processStart: null };
  for (const key of lockKeys(target)) takeLock(locks(), key, owner);
  const restore = (changes: Partial<Target> = {}) =>
    restoreOn({ ...target, ...changes }, standingOf(path, stateDirectory(process.env)), readJournal(path), {
      lookup: homeLookup,
      pace: hurried,
    });
  return { target, near, original, changed: await worldState(near), path, restore };
}

function locks(): string {
  return locksIn(stateDirectory(process.env));
}

test('what a killed run left is put back, and nothing is remembered', async () => {
  const { near, original, changed, path, restore } = await left();
  expect(changed).not.toEqual(original);
  expect(await restore()).toEqual(DONE);
  expect(await worldState(near)).toEqual(original);
  expect({ journal: existsSync(path), locks: readdirSync(locks()) }).toEqual({ journal: false, locks: [] });
});

test('credentials that are of another account by now put nothing back', async () => {
  const { target, near, changed, path, restore } = await left();
  const [first, ...others] = target.identities;
  const management = others.find(({ role }) => role === 'management');
  if (!first || !management) throw new Error('no identities');
  const swapped = [{ ...first, credentials: management.credentials }, ...others];
  await expect(restore({ identities: swapped })).rejects.toThrow(
    /standalone are of account 222222222222, the configuration says 111111111111/,
  );
  expect(await worldState(near)).toEqual(changed);
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(locks()).length, 'the accounts stay marked').toBe(lockKeys(target).length);
});

test('credentials that the journal does not need may be gone', async () => {
  const { target, near, original, restore } = await left();
  const [first, ...others] = target.identities;
  if (!first) throw new Error('no identity');
  const unknown = { accessKeyId: 'AKIDTEST000000000000', secretAccessKey: 'no-secret' };
  const gone = others.map((identity) => ({ ...identity, credentials: () => unknown }));
  expect(await restore({ identities: [first, ...gone] })).toEqual(DONE);
  expect(await worldState(near)).toEqual(original);
});

test('an account that another run has is not touched', async () => {
  const { target, near, changed, path, restore } = await left();
  const other = lockOwner(join(directory, 'other.jsonl'), '2026-01-02T00:00:00.000Z');
  const key = lockKeys(target).at(-1) ?? '';
  rmSync(join(locks(), `${key}.lock`));
  expect(takeLock(locks(), key, other)).toBeInstanceOf(HeldLock);
  await expect(restore()).rejects.toThrow(/is being changed by process \d+ .* since 2026-01-02/);
  expect(await worldState(near)).toEqual(changed);
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(locks()).length, 'the other accounts stay marked').toBe(lockKeys(target).length);
});

test('what the configuration no longer allows stays, and is said with what to set', async () => {
  const { near, changed, path, restore } = await left('read');
  expect(await restore()).toEqual({
    left: [expect.stringMatching(/^alternate-contact of account 1{12}: .*safety\.tier/)],
    foreign: [],
    mended: [],
    accounts: ['111111111111'],
    settled: false,
  });
  expect(await worldState(near)).toEqual(changed);
  expect(existsSync(path)).toBe(true);
});

test('a run that goes on is not restored', async () => {
  const { target, near, original, changed, path, restore } = await left();
  const owner = lockOwner(path, '2026-01-02T00:00:00.000Z');
  const [key = ''] = lockKeys(target);
  rmSync(join(locks(), `${key}.lock`));
  const held = takeLock(locks(), key, owner);
  if (!(held instanceof HeldLock)) throw new Error('not taken');
  await expect(restoreCommand(path, {})).rejects.toThrow(
    /is still being changed by process \d+ .* since 2026-01-02/,
  );
  expect(await worldState(near)).toEqual(changed);
  held.release();
  await restore();
  expect(await worldState(near), 'it would have been').toEqual(original);
});

test('where putting back first does not work, a run does not begin', async () => {
  const { target, near, changed, path } = await left();
  const [first, ...others] = target.identities;
  if (!first) throw new Error('no identity');
  const run = (to: Target) =>
    runConformance({
      target: to,
      selection: { rules: ['primary-contact/replace'] },
      restoreFirst: true,
      lookup: homeLookup,
      pace: hurried,
      runs: 1,
    });
  // Nobody is left who reaches the account of the journal; its lock is there all the same.
  const safety = { ...target.safety, accounts: [first.accountId ?? ''] };
  await expect(run({ ...target, identities: others, safety })).rejects.toThrow(
    /nobody can reach it: the journal .* is kept/,
  );
  expect(await worldState(near)).toEqual(changed);
  expect(existsSync(path)).toBe(true);
  expect((await run(target)).verdict, 'it would have').toBe('conforms');
});
