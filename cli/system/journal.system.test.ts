import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { lockKeys } from '../../targets/journal/claim-accounts.ts';
import { HeldLock, lockOwner, lockPath, takeLock } from '../../targets/journal/lock.ts';
import { readJournal } from '../../targets/journal/read-journal.ts';
import { standingOf } from '../../targets/journal/standing.ts';
import { locksIn, stateDirectory } from '../../targets/journal/state-directory.ts';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { restoreOn } from '../run/restore-journal.ts';
import { runConformance, type RunSettings } from '../run/run-conformance.ts';
import { ended, scratch, startCli } from '../testing/spawn-cli.ts';

const ORIGINAL = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'original@example.org',
  Name: 'Olga Original',
  PhoneNumber: '+12065550100',
  Title: 'Accountant',
};
const PRIMARY = {
  AddressLine1: '17 Original Lane',
  City: 'Oslo',
  CountryCode: 'NO',
  FullName: 'Olga Original',
  PhoneNumber: '+4721234567',
  PostalCode: '0150',
};
const SEED = { primaryContact: PRIMARY, alternateContacts: { BILLING: ORIGINAL } };
const ALL = Object.fromEntries(
  ['BILLING', 'OPERATIONS', 'SECURITY'].map((type) => [type, { ...ORIGINAL, AlternateContactType: type }]),
);
const ACCOUNT = '111111111111';
const selection = { rules: ['contacts/delete-twice', 'contacts/replace', 'primary-contact/replace'] };

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

async function served(options: EmbeddedOptions = {}) {
  const { target: all, close } = await startEmbedded({ seed: SEED, regionDelayMs: 0, ...options });
  onTestFinished(close);
  // One default caller, so that it is known on whose account the rules act.
  const identities = all.identities.filter(
    ({ role, accountId }) => role !== 'standalone' || accountId === ACCOUNT,
  );
  const target = { ...all, identities };
  const journal = join(directory, 'run.jsonl');
  const run = (settings: Partial<RunSettings> = {}) =>
    runConformance({ target, selection, seed: 1, runs: 3, journal, ...settings });
  return { target, everyone: all, journal, run };
}

/** Acts before an operation is done. */
function before(operation: string, act: (parts: ServiceParts) => void): EmbeddedOptions {
  return {
    compose: (parts) => {
      const handle: Handler = (call, all) => {
        if (call.account === ACCOUNT) act(all);
        return parts.handlers[operation]?.(call, all) ?? null;
      };
      return { ...parts, handlers: { ...parts.handlers, [operation]: handle } };
    },
  };
}

test('before the first write the originals are in a file that only its owner may read', async () => {
  const seen: { mode: number; originals: unknown[] }[] = [];
  const { journal, run } = await served(
    before('PutAlternateContact', () => {
      const path = join(directory, 'run.jsonl');
      const entries = readJournal(path).entries;
      const originals = entries.flatMap((entry) => (entry.kind === 'original' ? [entry.snapshot] : []));
      seen.push({ mode: statSync(path).mode & 0o777, originals });
    }),
  );
  const { verdict } = await run();
  expect(verdict).toBe('conforms');
  expect(seen[0]?.mode).toBe(0o600);
  expect(seen[0]?.originals).toContainEqual({
    kind: 'alternate-contact',
    contacts: { BILLING: ORIGINAL, OPERATIONS: null, SECURITY: null },
  });
  expect(existsSync(journal), 'all is as it was, so nothing is remembered').toBe(false);
  expect(readdirSync(locksIn(stateDirectory(process.env)))).toEqual([]);
});

test('every value is in the journal before it is sent', async () => {
  const missing: unknown[] = [];
  let checked = 0;
  const { run } = await served({
    compose: (parts) => {
      const handle: Handler = (call, all) => {
        const text = readFileSync(join(directory, 'run.jsonl'), 'utf8').toLowerCase();
        const name = JSON.stringify(call.input['Name'] ?? '')
          .slice(1, -1)
          .toLowerCase();
        checked += 1;
        if (!text.includes(name)) missing.push(name);
        return parts.handlers['PutAlternateContact']?.(call, all) ?? null;
      };
      return { ...parts, handlers: { ...parts.handlers, PutAlternateContact: handle } };
    },
  });
  await run({ selection: { rules: ['contacts/replace'] } });
  expect(checked).toBeGreaterThan(3);
  expect(missing).toEqual([]);
});

test('what somebody else changes meanwhile is left alone, and said with exit code 5', async () => {
  const theirs = { ...ORIGINAL, Name: 'Somebody Else', EmailAddress: 'theirs@example.net' };
  let store: ServiceParts['store'] | undefined;
  const { target, run } = await served({
    compose: (parts) => {
      ({ store } = parts);
      return parts;
    },
  });
  let rules = 0;
  const { exitCode, notRestored } = await run({
    selection: { suites: ['contacts'] },
    workers: 1,
    onRule: () => {
      rules += 1;
      if (rules === 6) store?.putAlternateContact(ACCOUNT, 'BILLING', theirs);
    },
  });
  expect({ exitCode, notRestored }).toEqual({
    exitCode: 5,
    notRestored: [
      expect.stringMatching(/^alternate-contact of account 1{12}: BILLING was changed by somebody else/),
    ],
  });
  const { standalone } = (await worldState(target)) as { standalone: { contacts: unknown[] } };
  expect(standalone.contacts[0]).toEqual({ AlternateContact: theirs });
});

test.each<[string, string, (parts: ServiceParts) => void]>([
  [
    'an old value that is refused today',
    'PutAlternateContact',
    (parts) => {
      throw new Refusal(parts.errorNames.denied, 'not today');
    },
  ],
  [
    'a contact that cannot be deleted',
    'DeleteAlternateContact',
    (parts) => {
      throw new Refusal(parts.errorNames.denied, 'never');
    },
  ],
])('%s is found out before anything is changed', async (_, operation, refuse) => {
  const alternateContacts = operation === 'PutAlternateContact' ? ALL : {};
  const { target, run } = await served({
    ...before(operation, refuse),
    seed: { primaryContact: PRIMARY, alternateContacts },
  });
  const original = await worldState(target);
  const { rules, exitCode } = await run({ selection: { rules: ['contacts/delete-twice'] } });
  const [rule] = rules;
  expect({ outcome: rule?.outcome, reason: rule?.reason, exitCode }).toEqual({
    outcome: 'blocked',
    reason: expect.stringMatching(/is not touched, since it could not be put back: \w+: 403/),
    exitCode: 4,
  });
  expect(await worldState(target)).toEqual(original);
});

test('what a rule has written is not put back before the rule has ended', async () => {
  const { run } = await served();
  // Each writes more than one part of a resource, or to a name that is none.
  const rules = ['wire/json/utf-16/PutAlternateContact', 'wire/malformed/DisableRegion'];
  const { verdict, summary } = await run({ selection: { rules }, runs: 1 });
  expect(verdict, summary).toBe('conforms');
});

test('credentials that expire in the middle leave a journal, and the next run refuses to start', async () => {
  let writes = 0;
  let expired = false;
  const { target, journal, run } = await served({
    compose: (parts) => {
      const put: Handler = (call, all) => {
        writes += 1;
        // The rehearsal, and the rule's own write.
        if (writes === 2) expired = true;
        return parts.handlers['PutContactInformation']?.(call, all) ?? null;
      };
      return {
        ...parts,
        handlers: { ...parts.handlers, PutContactInformation: put },
        authenticate(request, all) {
          if (expired) throw new Refusal(all.errorNames.denied, 'The security token is expired');
          return parts.authenticate(request, all);
        },
      };
    },
  });
  const primary = { rules: ['primary-contact/replace'] };
  const { exitCode, notRestored } = await run({ selection: primary });
  expect({ exitCode, notRestored }).toEqual({
    exitCode: 5,
    notRestored: [expect.stringMatching(/^primary-contact of account 1{12}: /)],
  });
  expect(existsSync(journal)).toBe(true);
  await expect(run({ selection: primary })).rejects.toThrow(/is being changed by|restore .*run\.jsonl/);
  expired = false;
  const original = { standalone: { primary: { ContactInformation: PRIMARY } } };
  expect(await worldState(target)).not.toMatchObject(original);
  const standing = standingOf(journal, stateDirectory(process.env));
  expect(await restoreOn(target, standing, readJournal(journal))).toMatchObject({ settled: true });
  expect(await worldState(target)).toMatchObject(original);
});

test('of two runs that start at once on the same accounts, one is refused', async () => {
  const { target } = await served({ regionDelayMs: 0 });
  const original = await worldState(target);
  const named = ['--target', 'embedded', '--endpoint', target.endpoint.href, '--suite', 'contacts'];
  const both = ['one', 'two'].map((name) =>
    startCli(['run', ...named, '--journal', join(directory, `${name}.jsonl`)], {
      env: { XDG_STATE_HOME: directory },
    }),
  );
  const ends = (await Promise.all(both.map(ended))).toSorted((a, b) => (a.exitCode ?? 0) - (b.exitCode ?? 0));
  expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 6]);
  expect(ends[1]?.stderr).toMatch(/refused for safety: account .* is being changed by process \d+/);
  expect(await worldState(target)).toEqual(original);
  expect(readdirSync(locksIn(stateDirectory(process.env)))).toEqual([]);
});

test('a second run on the same account is refused, and says who has it', async () => {
  const { target, run } = await served();
  const [key = ''] = lockKeys(target);
  const owner = lockOwner(join(directory, 'other.jsonl'), '2026-01-01T00:00:00.000Z');
  const held = takeLock(locksIn(stateDirectory(process.env)), key, owner);
  if (!(held instanceof HeldLock)) throw new Error('not taken');
  const original = await worldState(target);
  await expect(run()).rejects.toThrow(
    new RegExp(`is being changed by process ${process.pid} on .* since 2026-01-01.* minutes\\)`),
  );
  expect(await worldState(target)).toEqual(original);
  expect(readdirSync(locksIn(stateDirectory(process.env))), 'the other locks are given back').toHaveLength(1);
  held.release();
  expect((await run()).verdict, 'it would have run').toBe('conforms');
});

test('a journal of another run is not written over, and nothing is changed', async () => {
  const { target, journal, run } = await served();
  const original = await worldState(target);
  writeFileSync(journal, 'of somebody else\n');
  await expect(run()).rejects.toThrow(
    /the journal .*run\.jsonl of another run exists: run "account-conformance restore/,
  );
  expect(readFileSync(journal, 'utf8')).toBe('of somebody else\n');
  expect(await worldState(target)).toEqual(original);
  rmSync(journal);
  expect((await run()).verdict, 'it would have run').toBe('conforms');
});

test('after a kill the next run refuses to start, unless it restores first', async () => {
  const { everyone: target, journal, run } = await served({ regionDelayMs: 20 });
  const original = await worldState(target);
  const named = ['--target', 'embedded', '--endpoint', target.endpoint.href, '--journal', journal];
  const child = startCli(['run', ...named], { env: { XDG_STATE_HOME: directory } });
  const end = ended(child);
  await expect
    .poll(() => existsSync(journal) && readFileSync(journal, 'utf8').includes('"wrote"'), { timeout: 20_000 })
    .toBe(true);
  child.kill('SIGKILL');
  await end;
  await expect(run()).rejects.toThrow(
    /was left by a run that did not end.*restore .*run\.jsonl.*--restore-first/,
  );
  const said: string[] = [];
  const { verdict } = await run({ target, restoreFirst: true, say: (message) => said.push(message) });
  expect(verdict).toBe('conforms');
  expect(said[0]).toMatch(/putting back first what .*run\.jsonl records/);
  expect(await worldState(target)).toEqual(original);
});

test('where what we wrote cannot be put back, the journal is kept and the exit code is 5', async () => {
  let puts = 0;
  const { target, journal, run } = await served(
    before('PutContactInformation', (parts) => {
      puts += 1;
      // The rehearsal and the rule's own write are taken.
      if (puts > 2) throw new Refusal(parts.errorNames.denied, 'no longer');
    }),
  );
  const { exitCode, notRestored } = await run({ selection: { rules: ['primary-contact/replace'] } });
  expect({ exitCode, notRestored }).toEqual({
    exitCode: 5,
    notRestored: [expect.stringMatching(/^primary-contact of account 1{12}: 403/)],
  });
  expect(readJournal(journal).entries).toContainEqual(
    expect.objectContaining({ kind: 'original', snapshot: { kind: 'primary-contact', contact: PRIMARY } }),
  );
  expect(existsSync(lockPath(locksIn(stateDirectory(process.env)), lockKeys(target)[0] ?? ''))).toBe(true);
});
