import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { settlesIn } from '../../harness/restore/put-back.ts';
import { isPending } from '../../harness/resources/region/changeable.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { EMBEDDED_WORLD } from '../../targets/config/presets.ts';
import type { Target } from '../../targets/target.ts';
import { deadlyTarget, type Of, type RegionStatuses } from '../testing/deadly-target.ts';
import { serveSts } from '../testing/organizations-server.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { runCli, scratch, startCli, type SpawnOptions } from '../testing/spawn-cli.ts';

/** Kills in all; `npm run proof:kills` for 200. */
const KILLS = Number(process.env['ACCOUNT_CONFORMANCE_KILLS'] ?? 28);
/** Where what came of each kill is kept, so that the proof goes on where it stopped; none where it is not given. */
const LEDGER = process.env['ACCOUNT_CONFORMANCE_KILLS_LEDGER'];
const SEED = Number(process.env['ACCOUNT_CONFORMANCE_KILLS_SEED'] ?? 20_261_129);
const WORKERS = 2;
/** Of the requests of a whole run, within which a run is killed; the order of its rules is another one each time. */
const WITHIN = KILLS >= 200 ? 0.5 : 0.1;
/** Calls of a fuzz run, which is killed within half of the requests that these take at least. */
const FUZZ_REQUESTS = 400;
/** Milliseconds after the request that was chosen, so that its answer may or may not have come. */
const AFTER_MS = 6;
/** Requests of a restore within which it is killed as well. */
const RESTORE_REQUESTS = 5;
/** Each so many'th kill is of a service off loopback whose regions take time. */
const SLOW_EACH = 4;
/** Region changes within which a run is killed there, and a fuzz run, which seldom makes one. */
const SLOW_CHANGES = { run: 5, fuzz: 3 };
/** The same of a restore, which asks again and again what became of a region. */
const SLOW_RESTORE_REQUESTS = 12;
/** How long a restore waits for a region at most; some take longer. */
const REGION_TIMEOUT_MS = 4000;
/** At the documented rates, few accounts. */
const FEW = EMBEDDED_WORLD.organizations.filter(({ id }) => id === 'o-second002');
const SLOW_REGIONS = ['af-south-1', 'ap-east-1', 'eu-south-1', 'il-central-1'];
/** So that these kills, which mostly wait, take no time from the others. */
const SLOW_WORKERS = 2;
/** The window, in milliseconds, in which a target says that its reads may lag. */
const WINDOW_MS = 200;
/** Kibibytes that the journal may have, at most, where the disk is full: most runs come up against that. */
const MOST_ROOM = 96;

const alternate = (type: string, name: string) => ({
  AlternateContactType: type,
  EmailAddress: `${name}@example.org`,
  Name: `Old ${name}`,
  PhoneNumber: '+12065550100',
  Title: 'Accountant',
});
const ORIGINAL = {
  primaryContact: {
    AddressLine1: '17 Original Lane',
    City: 'Oslo',
    CountryCode: 'NO',
    FullName: 'Olga Original',
    PhoneNumber: '+4721234567',
    PostalCode: '0150',
    CompanyName: 'Original Works',
  },
  alternateContacts: { BILLING: alternate('BILLING', 'billing'), SECURITY: alternate('SECURITY', 'guard') },
};

interface Moment {
  readonly command: 'run' | 'fuzz';
  readonly setting: 'plain' | 'full disk' | 'window';
  readonly of: 'requests' | 'changes';
  /** Part of the run, from 0 to 1. */
  readonly at: number;
  readonly afterMs: number;
  /** At which of its requests the restore is killed; `null`: it is not. */
  readonly restoreAt: number | null;
  /** Kibibytes, on a disk that is full. */
  readonly room: number;
  /** Of a service whose regions take time. */
  readonly slow: Slow | null;
}

/** Times in milliseconds. */
interface Slow {
  readonly enablingMs: number;
  readonly disablingMs: number;
  /** After how many region changes it is killed, as a part of those within which it may be. */
  readonly at: number;
  /** How far the last of them has come by then, from 0 to 1. */
  readonly pending: number;
  readonly restoreAt: number | null;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const taking = fc.oneof(
  { arbitrary: fc.integer({ min: 300, max: 1500 }), weight: 3 },
  { arbitrary: fc.integer({ min: 3000, max: 2 * REGION_TIMEOUT_MS }), weight: 1 },
);
const SLOW: readonly Slow[] = fc.sample(
  fc.record({
    enablingMs: taking,
    disablingMs: taking,
    at: share,
    pending: share,
    restoreAt: fc.option(fc.integer({ min: 1, max: SLOW_RESTORE_REQUESTS }), { freq: 2 }),
  }),
  { seed: SEED, numRuns: KILLS },
);

const MOMENTS: readonly Moment[] = fc
  .sample(
    fc.record({
      command: fc.constantFrom<Moment['command']>('run', 'run', 'fuzz'),
      setting: fc.constant<Moment['setting']>('plain'),
      of: fc.constantFrom<Moment['of']>('requests', 'changes', 'changes'),
      at: share,
      afterMs: fc.nat(AFTER_MS),
      restoreAt: fc.option(fc.integer({ min: 1, max: RESTORE_REQUESTS }), { freq: 4 }),
      room: fc.integer({ min: 2, max: MOST_ROOM }),
    }),
    { seed: SEED, numRuns: KILLS },
  )
  .map((moment, at) => ({
    ...moment,
    setting: (['plain', 'full disk', 'window'] as const)[at % 3] ?? 'plain',
    slow: isSlow(at) ? (SLOW[at] ?? null) : null,
  }));

function isSlow(kill: number): boolean {
  return kill % SLOW_EACH === SLOW_EACH - 1;
}

/** What differs from the original, by the kind of state. */
function changedParts(now: Record<string, unknown>, original: Record<string, unknown>): string[] {
  return Object.keys(original).flatMap((identity) => {
    const [before, after] = [original[identity], now[identity]] as Record<string, unknown>[];
    return Object.keys(before ?? {}).filter((part) => !isDeepStrictEqual(before?.[part], after?.[part]));
  });
}

function argumentsFor(target: Target, journal: string, seed: number): string[] {
  const named = ['--target', 'embedded', '--endpoint', target.endpoint.href];
  return ['run', ...named, '--journal', journal, '--seed', String(seed), '--runs', '1', '--quiet'];
}

/** A configuration of the service, as somebody would write it. */
async function configured(target: Target, directory: string, { setting, slow }: Moment): Promise<string> {
  const account = async (accountId: string | null) => {
    const identity = target.identities.find((one) => one.accountId === accountId);
    const { sessionToken, ...keys } = (await identity?.credentials()) ?? {};
    return { accountId, credentials: { ...keys, ...(sessionToken === undefined ? {} : { sessionToken }) } };
  };
  const organizations = (slow ? FEW : target.world.organizations).map(async (one) => ({
    id: one.id,
    trustedAccess: one.trustedAccess,
    allFeatures: one.allFeatures,
    management: await account(one.management),
    members: await Promise.all(
      one.members
        .filter((member) => target.identities.some(({ accountId }) => accountId === member))
        .map((member) => account(member)),
    ),
  }));
  const proof = {
    endpoint: target.endpoint.href,
    journal: join(directory, `${setting.replace(' ', '-')}.jsonl`),
    standalone: await account(target.world.standalone[0] ?? null),
    organizations: await Promise.all(organizations),
    timing: { consistencyWindow: windowOf(setting) },
    ...(slow ? await offLoopback(target, setting) : {}),
  };
  const file = join(directory, `${setting.replace(' ', '-')}.config.json`);
  await writeFile(file, JSON.stringify({ targets: { proof } }));
  return file;
}

function windowOf(setting: Moment['setting']): string {
  return setting === 'window' ? `${WINDOW_MS}ms` : '0ms';
}

/** The same service under a name that is not loopback, where some regions may be changed. */
async function offLoopback(target: Target, setting: Moment['setting']) {
  const known = await Promise.all(
    target.identities.map(async ({ accountId, credentials }) => ({
      accountId: accountId ?? '',
      accessKeyId: (await credentials()).accessKeyId,
    })),
  );
  const sts = await serveSts(known);
  onTestFinished(() => sts.close());
  const [standalone] = EMBEDDED_WORLD.standalone;
  const accounts = [standalone, ...FEW.flatMap(({ management, members }) => [management, ...members])];
  return {
    endpoint: `http://account.example.test:${target.endpoint.port}`,
    emulator: false,
    sts: { endpoint: sts.url.href },
    safety: { tier: 'regions', accounts, regions: SLOW_REGIONS },
    timing: { consistencyWindow: windowOf(setting), regionTimeout: `${REGION_TIMEOUT_MS}ms` },
  };
}

/** What came of a kill. */
interface Entry {
  readonly kill: number;
  readonly seed: number;
  readonly command: Moment['command'];
  readonly setting: Moment['setting'];
  readonly killed: boolean;
  readonly restoreKilled: boolean;
  /** What was not as before when the run had ended. */
  readonly changed: readonly string[];
  /** Whether the regions of the service take time, and how many were pending when the run had ended. */
  readonly slow?: boolean;
  readonly pending?: number;
  /**
   * `restored`: all was as before; `named`: what was not was named, with exit 5; `restored later`: it was pending for
   * longer than a restore waits, so it was named, and a further restore put it back.
   */
  readonly end: 'restored' | 'restored later' | 'named';
}

function ledger(): { known: Entry[]; add(entry: Entry): void } {
  const lines = LEDGER !== undefined && existsSync(LEDGER) ? readFileSync(LEDGER, 'utf8').split('\n') : [];
  const known = lines.filter(Boolean).map((line) => JSON.parse(line) as Entry);
  return {
    known: known.filter(
      ({ seed, kill, slow = false }) => seed === SEED && kill < KILLS && slow === isSlow(kill),
    ),
    add(entry) {
      known.push(entry);
      if (LEDGER === undefined) return;
      mkdirSync(dirname(LEDGER), { recursive: true });
      appendFileSync(LEDGER, `${JSON.stringify(entry)}\n`);
    },
  };
}

let wholeRun = { requests: 0, changes: 0 };
test('a run that is journaled, and killed by nobody, finds what other runs find: nothing', async () => {
  const { target, count } = await deadlyTarget({ seed: ORIGINAL });
  const directory = await scratch();
  const original = await worldState(target);
  const before = count();
  const run = argumentsFor(target, join(directory, 'whole.jsonl'), 1);
  const { exitCode, stdout, stderr } = await runCli(run, { env: { XDG_STATE_HOME: directory } });
  expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' });
  const after = count();
  wholeRun = { requests: after.requests - before.requests, changes: after.changes - before.changes };
  expect(await worldState(target)).toEqual(original);
});

interface ChangedRegion {
  readonly account: string;
  readonly region: string;
  readonly status: string;
}

function changedRegions(now: RegionStatuses, before: RegionStatuses): ChangedRegion[] {
  return Object.entries(now).flatMap(([account, statuses]) =>
    Object.entries(statuses)
      .filter(([region, status]) => before[account]?.[region] !== status)
      .map(([region, status]) => ({ account, region, status })),
  );
}

/** When a command is killed: so many milliseconds after its nth request of this kind. */
interface When {
  readonly nth: number;
  readonly afterMs: number;
  readonly of: Of;
}

function usualWhen({ command, of, at, afterMs }: Moment): When {
  const within = command === 'run' ? wholeRun[of] * WITHIN : FUZZ_REQUESTS / 2;
  return { nth: Math.max(1, Math.round(at * within)), afterMs, of };
}

/** While a region is pending, mostly. */
function slowWhen({ command }: Moment, { at, pending, enablingMs, disablingMs }: Slow): When {
  const nth = 1 + Math.floor(at * SLOW_CHANGES[command]);
  return { nth, afterMs: pending * Math.min(enablingMs, disablingMs), of: 'region changes' };
}

/** Kills a command, perhaps the restore as well, and restores; fails where something is lost that nobody speaks of. */
async function killOnce(kill: number, moment: Moment): Promise<Entry> {
  const { command, setting, slow } = moment;
  const regionMs = slow && { EnableRegion: slow.enablingMs, DisableRegion: slow.disablingMs };
  const { target, lag, regions, killAt, close } = await deadlyTarget({ seed: ORIGINAL, regionMs });
  const directory = await scratch();
  const full = setting === 'full disk';
  const options = (fileLimit: number): SpawnOptions => ({
    env: { XDG_STATE_HOME: join(directory, 'state') },
    node: slow ? HOME_RESOLVER : [],
    ...(full ? { fileLimit } : {}),
  });
  const original = await worldState(target);
  const regionsBefore = regions();
  lag.on = setting === 'window';
  const config = await configured(target, directory, moment);
  const named = ['--target', 'proof', '--config', config];
  const seeded = [...named, '--seed', String(kill)];
  const fuzz = ['--max-requests', String(FUZZ_REQUESTS), '--corpus', join(directory, 'corpus')];
  const run = ['--runs', '1', '--quiet', ...(slow ? ['--suite', 'regions'] : [])];
  const child = startCli([command, ...seeded, ...(command === 'run' ? run : fuzz)], options(moment.room));
  const { nth, afterMs, of } = slow ? slowWhen(moment, slow) : usualWhen(moment);
  const killed = await killAt(child, nth, afterMs, of);
  const pending = changedRegions(regions(), regionsBefore).filter(({ status }) => isPending(status));
  lag.on = false;
  // To read them over the wire would wait until nothing is pending.
  const changed = slow
    ? changedRegions(regions(), regionsBefore)
        .slice(0, 1)
        .map(() => 'regions')
    : [...new Set(changedParts(await worldState(target), original))];
  lag.on = setting === 'window';
  const { restoreAt } = slow ?? moment;
  const restoreKilled =
    restoreAt !== null && (await killAt(startCli(['restore'], options(0)), restoreAt, moment.afterMs));
  let said = '';
  const restore = async () => {
    const { exitCode, stdout, stderr } = await runCli(['restore'], options(0));
    said = `exit ${exitCode} ${stdout}${stderr}`;
    return { exitCode, where: `kill ${kill} of seed ${SEED}, ${JSON.stringify(moment)}, at ${nth}: ${said}` };
  };
  let { exitCode, where } = await restore();
  const first = exitCode;
  // What takes longer than a restore waits is named; once it has settled, another one puts it back.
  if (slow && first === 5) {
    // One that is on its way to what it was needs nobody.
    const away = changedRegions(regions(), regionsBefore).filter(
      ({ account, region, status }) =>
        settlesIn(status) !== settlesIn(regionsBefore[account]?.[region] ?? ''),
    );
    for (const { account, region } of away)
      expect(said, where).toMatch(new RegExp(`region of account ${account}: ${region}`));
    await worldState(target);
    ({ exitCode, where } = await restore());
  }
  lag.on = false;
  const left = changedParts(await worldState(target), original);
  const isBack = exitCode === 0 && left.length === 0;
  // What is not as it was is said.
  if (isBack) {
    const journals = readdirSync(directory).filter((name) => name.includes('.jsonl'));
    expect(journals, where).toEqual([]);
  } else {
    expect(exitCode, where).toBe(5);
    expect(said, where).toMatch(/of account \d{12}: /);
  }
  await close();
  return {
    kill,
    seed: SEED,
    command,
    setting,
    killed,
    restoreKilled,
    changed,
    slow: slow !== null,
    pending: pending.length,
    end: isBack ? (first === 0 ? 'restored' : 'restored later') : 'named',
  };
}

test(
  `whatever is killed at any of ${KILLS} moments (seed ${SEED}): all comes back, or what does not is named`,
  { timeout: 6 * 60 * 60_000 },
  async () => {
    expect(wholeRun.requests, 'from the test before').toBeGreaterThan(1000);
    const { known, add } = ledger();
    const left = MOMENTS.map((moment, kill) => ({ moment, kill })).filter(
      ({ kill }) => !known.some((entry) => entry.kill === kill),
    );
    const entries = [...known];
    const worker = async (waiting: typeof left) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const entry = await killOnce(next.kill, next.moment);
        entries.push(entry);
        add(entry);
      }
    };
    const usual = left.filter(({ moment }) => moment.slow === null);
    const slow = left.filter(({ moment }) => moment.slow !== null);
    await Promise.all([
      ...Array.from({ length: WORKERS }, () => worker(usual)),
      ...Array.from({ length: SLOW_WORKERS }, () => worker(slow)),
    ]);
    const count = (is: (entry: Entry) => boolean) => entries.filter(is).length;
    const parts = Object.groupBy(
      entries.flatMap(({ changed }) => changed),
      (part) => part,
    );
    const changed = Object.fromEntries(Object.entries(parts).map(([part, all]) => [part, all?.length ?? 0]));
    const restored = count(({ end }) => end === 'restored');
    const later = count(({ end }) => end === 'restored later');
    const again = count((one) => one.restoreKilled);
    const pending = count((one) => (one.pending ?? 0) > 0);
    process.stdout.write(
      `seed ${SEED}: ${restored} of ${entries.length} restored, ${later} once their regions had settled, ${entries.length - restored - later} named; ` +
        `${count((one) => one.killed)} killed (${count((one) => one.killed && one.command === 'fuzz')} of them fuzz, ` +
        `${count((one) => one.killed && one.slow === true)} where regions take time, ${pending} while one was pending), ${again} during restore, ` +
        `the others had ended on a full disk; left changed: ${JSON.stringify(changed)}\n`,
    );
    expect(entries.length).toBe(KILLS);
    // Else nothing was proven: the kills came when nothing was changed, or when all was over.
    const alive = ({ setting }: Entry) => setting !== 'full disk';
    expect(count((one) => alive(one) && one.killed)).toBeGreaterThan(count(alive) * 0.9);
    expect(again).toBeGreaterThan(KILLS / 20);
    expect(pending).toBeGreaterThan(KILLS / SLOW_EACH / 2);
    expect(restored + later, 'a service that does as it should gives no cause for more').toBe(KILLS);
    expect(Object.keys(changed).toSorted()).toEqual(['contacts', 'primary', 'regions']);
  },
);
