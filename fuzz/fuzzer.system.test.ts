import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded, type EmbeddedOptions } from '../proof/embedded.ts';
import { runFuzz, type FuzzSettings } from '../cli/run/fuzz-run.ts';
import { Refusal } from '../reference/core/refusal.ts';
import type { ServiceParts } from '../reference/core/service-parts.ts';
import { loadContract } from '../spec/load-contract.ts';
import { worldState } from '../harness/testing/world-state.ts';
import type { FuzzFinding } from './fuzz-finding.ts';
import { NO_ACCOUNT } from './account-group.ts';
import type { FuzzOutcome } from './fuzzer.ts';

/** Fuzzes a service of its own, whose region changes settle at once, and tells what it was asked. */
async function fuzzed(
  settings: Omit<FuzzSettings, 'target'>,
  options: EmbeddedOptions = {},
  consistencyWindow = 0,
): Promise<FuzzOutcome & { asked: string[] }> {
  const asked: string[] = [];
  const compose = (parts: ServiceParts): ServiceParts => {
    const made = options.compose?.(parts) ?? parts;
    return {
      ...made,
      route: (request, all) => {
        asked.push(`${request.target} ${Buffer.from(request.body).toString('latin1')}`);
        return made.route(request, all);
      },
    };
  };
  const { target, close } = await startEmbedded({ regionDelayMs: 0, ...options, compose });
  onTestFinished(close);
  const timing = { ...target.timing, consistencyWindow };
  const outcome = await runFuzz({ target: { ...target, timing }, ...settings });
  return { ...outcome, asked };
}

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'fuzz-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Deleting an alternate contact is answered as usual, and leaves it there. */
const deletesNothing = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  handlers: { ...parts.handlers, DeleteAlternateContact: () => null },
});

/** Whatever alternate contact is put, another title is stored. */
const storesAnotherTitle = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  normalizeAlternateContact: (contact) => ({ ...parts.normalizeAlternateContact(contact), Title: 'Other' }),
});

/** All accounts have the same alternate contacts. */
const sharesContacts = (parts: ServiceParts): ServiceParts => {
  const { alternateContact, putAlternateContact, deleteAlternateContact } = parts.store;
  return {
    ...parts,
    store: {
      ...parts.store,
      alternateContact: (_, type) => alternateContact('all', type),
      putAlternateContact: (_, type, contact) => putAlternateContact('all', type, contact),
      deleteAlternateContact: (_, type) => deleteAlternateContact('all', type),
    },
  };
};

/** A read of an alternate contact shows what was there so many milliseconds ago. */
const readsLag =
  (lagMs: number) =>
  (parts: ServiceParts): ServiceParts => {
    const { alternateContact, putAlternateContact, deleteAlternateContact } = parts.store;
    const past = new Map<string, { until: number; was: ReturnType<typeof alternateContact> }[]>();
    const changing = (account: string, type: string) => {
      const key = `${account} ${type}`;
      past.set(key, [
        ...(past.get(key) ?? []),
        { until: performance.now() + lagMs, was: alternateContact(account, type) },
      ]);
    };
    return {
      ...parts,
      store: {
        ...parts.store,
        putAlternateContact(account, type, contact) {
          changing(account, type);
          putAlternateContact(account, type, contact);
        },
        deleteAlternateContact(account, type) {
          changing(account, type);
          return deleteAlternateContact(account, type);
        },
      },
      handlers: {
        ...parts.handlers,
        GetAlternateContact(call, all) {
          const shown = (account: string, type: string) => {
            const before = past.get(`${account} ${type}`)?.find(({ until }) => until > performance.now());
            return before ? before.was : alternateContact(account, type);
          };
          const store = { ...all.store, alternateContact: shown };
          return parts.handlers['GetAlternateContact']?.(call, { ...all, store }) ?? null;
        },
      },
    };
  };

/** A region that there is not is taken for one that is enabled. */
const disablesAnother = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  handlers: {
    ...parts.handlers,
    DisableRegion(call, all) {
      const names = all.regionNames(all);
      const isEnabled = (name: string) => all.statusAt(call.account, name, all) === 'ENABLED';
      const known = names.some((name) => name === call.input['RegionName']);
      const RegionName = known ? call.input['RegionName'] : names.find(isEnabled);
      const input = RegionName === undefined ? call.input : { ...call.input, RegionName };
      return parts.handlers['DisableRegion']?.({ ...call, input }, all) ?? null;
    },
  },
});

/** A refusal says so where there is no such account. */
const tellsWhatExists = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  authorizeContext(caller, named, operation, all) {
    try {
      return parts.authorizeContext(caller, named, operation, all);
    } catch (error) {
      if (error instanceof Refusal && named === NO_ACCOUNT)
        throw new Refusal(error.errorName, 'No such account.');
      throw error;
    }
  },
});

/**
 * An update that is said to be completed leaves the address as it was. Where it is accepted only, the address may come later,
 * which calls without a time cannot tell.
 */
const changesNoAddress = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  store: { ...parts.store, putPrimaryEmail: () => {} },
  handlers: {
    ...parts.handlers,
    AcceptPrimaryEmailUpdate(call, all) {
      parts.handlers['AcceptPrimaryEmailUpdate']?.(call, all);
      return { Status: 'COMPLETED' };
    },
  },
});

/** Every other answer to a read of the primary contact is a server error. */
function readFailsNowAndThen(parts: ServiceParts): ServiceParts {
  let calls = 0;
  return {
    ...parts,
    handlers: {
      ...parts.handlers,
      GetContactInformation: (call, all) => {
        calls += 1;
        if (calls % 40 === 0) throw new Error('out of order');
        return parts.handlers['GetContactInformation']?.(call, all) ?? null;
      },
    },
  };
}

test.each([1, 2, 3])('finds nothing about a conforming service (seed %i)', async (seed) => {
  const { findings, requests, behaviours } = await fuzzed({ seed, maxRequests: 2000 }, { regionDelayMs: 20 });
  expect(findings.map(({ id, calls }) => [id, calls])).toEqual([]);
  expect(requests).toBeGreaterThanOrEqual(1990);
  expect(behaviours).toBeGreaterThan(300);
});

test('puts the state back', async () => {
  const { target, close } = await startEmbedded({ regionDelayMs: 5 });
  onTestFinished(close);
  const before = await worldState(target);
  const { notRestored } = await runFuzz({ target, seed: 4, maxRequests: 1500 });
  expect(notRestored).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('sends the same for the same seed, and something else for another', async () => {
  const [one, same, other] = [
    await fuzzed({ seed: 7, maxRequests: 600 }),
    await fuzzed({ seed: 7, maxRequests: 600 }),
    await fuzzed({ seed: 8, maxRequests: 600 }),
  ];
  expect(same.asked.toSorted()).toEqual(one.asked.toSorted());
  expect(other.asked.toSorted()).not.toEqual(one.asked.toSorted());
});

test('shrinks a fault of state to the calls that show it, firmly, and says how to replay them', async () => {
  const met: FuzzFinding[] = [];
  const directory = await scratch();
  const { findings } = await fuzzed(
    { seed: 1, maxRequests: 4000, maxFindings: 1, directory, onFinding: (one) => met.push(one) },
    { compose: deletesNothing },
  );
  const [finding] = findings;
  expect(finding?.calls.length).toBeLessThanOrEqual(3);
  expect(finding?.rule).toMatch(/^oracle\//);
  expect(finding?.reproduced).toEqual({ times: 3, of: 3 });
  expect(met).toHaveLength(findings.length);
  const paths = (await readdir(join(directory, 'findings'))).map((file) => join(directory, 'findings', file));
  const path = paths.find((one) => finding?.reproduce.command.includes(one)) ?? '';
  expect(paths).toHaveLength(findings.length);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    rule: finding?.rule,
    id: finding?.id,
  });
});

test('compares refusals for an account of others and for none', async () => {
  const { findings } = await fuzzed(
    { seed: 1, maxFindings: 1, maxRequests: 40_000 },
    { compose: tellsWhatExists },
  );
  const [finding] = findings as FuzzFinding[];
  const { rule, level, reproduced } = finding ?? {};
  expect({ level, reproduced }).toEqual({ level: 'should', reproduced: { times: 3, of: 3 } });
  expect(rule).toMatch(/^context\/outside-organization-alike\//);
  expect(finding?.calls.map(({ expected }) => expected)).toEqual([
    { kind: 'anything' },
    { kind: 'same-answer', as: 0, whole: true },
  ]);
});

test('waits, when it shows a finding again, for the change that led to it', async () => {
  const { findings } = await fuzzed(
    { seed: 1, maxFindings: 1, maxRequests: 20_000 },
    { compose: disablesAnother, regionDelayMs: 20 },
  );
  const [finding] = findings;
  const asked = finding?.calls.map(({ request, withinMs }) => [request.operation, withinMs !== undefined]);
  expect(asked).toEqual([
    ['EnableRegion', false],
    ['GetRegionOptStatus', true],
    ['DisableRegion', false],
  ]);
  expect((finding as FuzzFinding).reproduced).toEqual({ times: 3, of: 3 });
});

test('shows with the calls of several callers what one account sees of another', async () => {
  const { findings } = await fuzzed(
    { seed: 1, maxRequests: 4000, maxFindings: 1 },
    { compose: sharesContacts },
  );
  const [finding] = findings;
  expect(finding?.reproduced).toEqual({ times: 3, of: 3 });
  expect(finding?.calls.length).toBeLessThanOrEqual(5);
  expect(new Set(finding?.calls.map(({ identity }) => identity)).size).toBeGreaterThan(1);
});

test('reads again what may lag, and finds what never comes', async () => {
  const settings = { seed: 1, maxRequests: 2500, maxFindings: 1 };
  const lagging = await fuzzed(settings, { compose: readsLag(40) }, 120);
  expect(lagging.findings.map(({ id }) => id)).toEqual([]);
  const unexpected = await fuzzed(settings, { compose: readsLag(40) });
  expect(unexpected.findings[0]?.rule).toMatch(/^oracle\//);
  const lost = await fuzzed(settings, { compose: deletesNothing }, 120);
  expect(lost.findings[0]?.rule).toMatch(/^oracle\//);
  expect(lost.findings[0]?.reproduced).toEqual({ times: 3, of: 3 });
});

test('shrinks within --time what it found where reads may lag, and waits for what it knows no more', async () => {
  const timeMs = 20_000;
  const { findings, elapsedMs, restoringMs } = await fuzzed(
    { seed: 1, timeMs },
    { compose: storesAnotherTitle },
    2000,
  );
  const [finding] = findings as FuzzFinding[];
  expect(finding).toMatchObject({ reproduced: { times: 3, of: 3 }, shrinkNote: null });
  expect(elapsedMs).toBeLessThan(timeMs + 5000 + restoringMs);
});

test('changes primary e-mail addresses: finds nothing where they conform, and an address that stays', async () => {
  const options = { contract: loadContract('current'), regionDelayMs: 20 };
  const settings = { edition: 'current', seed: 1, maxFindings: 1 } as const;
  const clean = await fuzzed({ ...settings, maxRequests: 8000 }, options);
  const asked = (path: string) => clean.asked.filter((one) => one.startsWith(path)).length;
  expect(clean.findings.map(({ id, calls }) => [id, calls])).toEqual([]);
  expect(clean.notRestored).toEqual([]);
  expect(asked('/startPrimaryEmailUpdate')).toBeGreaterThan(100);
  expect(asked('/acceptPrimaryEmailUpdate')).toBeGreaterThan(100);
  const faulty = await fuzzed({ ...settings, maxRequests: 8000 }, { ...options, compose: changesNoAddress });
  const [finding] = faulty.findings as FuzzFinding[];
  expect(finding).toMatchObject({
    rule: 'oracle/email-read',
    operation: 'GetPrimaryEmail',
    level: 'must',
    reproduced: { times: 3, of: 3 },
  });
  expect(finding?.calls.length).toBeLessThanOrEqual(4);
});

test('changes no primary e-mail address where the password is not known', async () => {
  const asked: string[] = [];
  const { target, close } = await startEmbedded({
    contract: loadContract('current'),
    compose: (parts) => ({
      ...parts,
      route: (request, all) => {
        asked.push(request.target);
        return parts.route(request, all);
      },
    }),
  });
  onTestFinished(close);
  const { oneTimePassword: _, ...unknown } = target;
  const { findings } = await runFuzz({ target: unknown, edition: 'current', seed: 1, maxRequests: 1500 });
  expect(findings).toEqual([]);
  expect(asked.filter((path) => /PrimaryEmailUpdate/i.test(path))).toEqual([]);
  expect(asked).toContain('/getPrimaryEmail');
});

test('counts what falls into a known bucket instead of telling it again', async () => {
  const met: string[] = [];
  const { findings, hits } = await fuzzed(
    { seed: 1, maxRequests: 4000, onFinding: ({ id }) => met.push(id) },
    { compose: (parts) => ({ ...parts, handlers: { ...parts.handlers, ListRegions: () => ({}) } }) },
  );
  expect(new Set(met).size).toBe(met.length);
  expect(findings.map(({ id }) => id)).toEqual(met);
  expect(Math.max(...findings.map(({ count }) => count))).toBeGreaterThan(5);
  expect(findings.reduce((sum, { count }) => sum + count, 0)).toBe(hits);
});

test('tells a fault that comes and goes from a firm one', async () => {
  const { findings } = await fuzzed(
    { seed: 2, maxRequests: 4000, maxFindings: 1 },
    { compose: readFailsNowAndThen },
  );
  expect(findings).toHaveLength(1);
  const [{ rule, reproduced } = { rule: '', reproduced: { times: 3, of: 3 } }] = findings;
  expect(rule).toBe('wire/no-server-error');
  expect(reproduced.times).toBeLessThan(reproduced.of);
});

test('keeps inputs whole on disk and begins the next run with them', async () => {
  const directory = await scratch();
  const first = await fuzzed({ seed: 1, maxRequests: 800, directory });
  const files = await readdir(join(directory, 'inputs'));
  expect(files).toHaveLength(first.corpus);
  expect(files.every((name) => name.endsWith('.json'))).toBe(true);
  const [cut = ''] = files;
  await writeFile(join(directory, 'inputs', cut), '{"version":1,"calls":[{"id":0,');
  const next = await fuzzed({ seed: 1, maxRequests: 300, directory });
  const fresh = await fuzzed({ seed: 1, maxRequests: 300 });
  expect(next.findings).toEqual([]);
  expect(next.corpus).toBeGreaterThanOrEqual(first.corpus - 1);
  expect(next.asked.toSorted()).not.toEqual(fresh.asked.toSorted());
});

test('says that a target is not there', async () => {
  const { target, close } = await startEmbedded();
  await close();
  const { unreachable, findings } = await runFuzz({ target, seed: 1, maxRequests: 10 });
  expect(unreachable).toContain('refused');
  expect(findings).toEqual([]);
});
