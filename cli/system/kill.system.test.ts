import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { ended, runCli, scratch, startCli, type Child } from '../testing/spawn-cli.ts';

/** Kills in all; `npm run proof:kills` for 200. */
const KILLS = Number(process.env['ACCOUNT_CONFORMANCE_KILLS'] ?? 40);
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
/** Milliseconds for which a read may show what was before the last write, and the window in which the target says it does. */
const LAG_MS = 40;
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

/** A service of this process that kills whoever is being served, once it has met so many requests. */
async function deadlyTarget() {
  let left = Number.POSITIVE_INFINITY;
  let kill = () => {};
  let onlyChanges = false;
  let requests = 0;
  let changes = 0;
  const lag = laggingReads();
  const { target, close } = await startEmbedded({
    seed: ORIGINAL,
    regionDelayMs: 30,
    compose: (parts): ServiceParts => ({
      ...parts,
      throttle(caller, operation, all) {
        requests += 1;
        if (operation.changes !== null) changes += 1;
        if (operation.changes !== null || !onlyChanges) left -= 1;
        if (left === 0) kill();
        parts.throttle(caller, operation, all);
      },
      handlers: lag.over(parts.handlers),
    }),
  });
  onTestFinished(close);
  return {
    target,
    close,
    lag,
    count: () => ({ requests, changes }),
    /** Kills the child so many milliseconds after its nth request (that may change something), if it lives that long. */
    async killAt(child: Child, nth: number, afterMs: number, of: Of = 'requests'): Promise<boolean> {
      onlyChanges = of === 'changes';
      let killed = false;
      kill = () =>
        void delay(afterMs).then(() => {
          killed = child.kill('SIGKILL');
        });
      left = nth;
      await ended(child);
      left = Number.POSITIVE_INFINITY;
      return killed;
    },
  };
}

/** Reads that show for a while what was there before the last write; off until they are asked for. */
function laggingReads() {
  const before = new Map<string, { output: ReturnType<Handler> }>();
  const written = new Map<string, number>();
  const lag = { on: false };
  const over = (handlers: ServiceParts['handlers']): ServiceParts['handlers'] =>
    Object.fromEntries(
      Object.entries(handlers).map(([name, handle]): [string, Handler] => [
        name,
        (call, all) => {
          const { account, operation, input } = call;
          if (operation.changes !== null) written.set(account, performance.now());
          const lags = /^Get.*Contact/.test(name) && lag.on;
          if (!lags) return handle(call, all);
          const key = `${name} ${account} ${JSON.stringify(input)}`;
          const known = before.get(key);
          if (known && performance.now() - (written.get(account) ?? -LAG_MS) < LAG_MS) return known.output;
          before.delete(key);
          const output = handle(call, all);
          before.set(key, { output });
          return output;
        },
      ]),
    );
  return Object.assign(lag, { over });
}

type Of = 'requests' | 'changes';

interface Moment {
  readonly command: 'run' | 'fuzz';
  readonly setting: 'plain' | 'full disk' | 'window';
  readonly of: Of;
  /** Part of the run, from 0 to 1. */
  readonly at: number;
  readonly afterMs: number;
  /** At which of its requests the restore is killed; `null`: it is not. */
  readonly restoreAt: number | null;
  /** Kibibytes, on a disk that is full. */
  readonly room: number;
}

const MOMENTS: readonly Moment[] = fc
  .sample(
    fc.record({
      command: fc.constantFrom<Moment['command']>('run', 'run', 'fuzz'),
      setting: fc.constant<Moment['setting']>('plain'),
      of: fc.constantFrom<Of>('requests', 'changes', 'changes'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      afterMs: fc.nat(AFTER_MS),
      restoreAt: fc.option(fc.integer({ min: 1, max: RESTORE_REQUESTS }), { freq: 4 }),
      room: fc.integer({ min: 2, max: MOST_ROOM }),
    }),
    { seed: SEED, numRuns: KILLS },
  )
  .map((moment, at) => ({
    ...moment,
    setting: (['plain', 'full disk', 'window'] as const)[at % 3] ?? 'plain',
  }));

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
async function configured(target: Target, directory: string, setting: Moment['setting']): Promise<string> {
  const account = async (accountId: string | null) => {
    const identity = target.identities.find((one) => one.accountId === accountId);
    const { sessionToken, ...keys } = (await identity?.credentials()) ?? {};
    return { accountId, credentials: { ...keys, ...(sessionToken === undefined ? {} : { sessionToken }) } };
  };
  const organizations = target.world.organizations.map(async (one) => ({
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
    timing: { consistencyWindow: setting === 'window' ? `${WINDOW_MS}ms` : '0ms' },
  };
  const file = join(directory, `${setting.replace(' ', '-')}.config.json`);
  await writeFile(file, JSON.stringify({ targets: { proof } }));
  return file;
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
  /** `restored`: all was as before in the end; else what was not was named, with exit 5. */
  readonly end: 'restored' | 'named';
}

function ledger(): { known: Entry[]; add(entry: Entry): void } {
  const lines = LEDGER !== undefined && existsSync(LEDGER) ? readFileSync(LEDGER, 'utf8').split('\n') : [];
  const known = lines.filter(Boolean).map((line) => JSON.parse(line) as Entry);
  return {
    known: known.filter(({ seed, kill }) => seed === SEED && kill < KILLS),
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
  const { target, count } = await deadlyTarget();
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

/** Kills a command, perhaps the restore as well, and restores; fails where something is lost that nobody speaks of. */
async function killOnce(kill: number, moment: Moment): Promise<Entry> {
  const { target, lag, killAt, close } = await deadlyTarget();
  const directory = await scratch();
  const env = { XDG_STATE_HOME: join(directory, 'state') };
  const original = await worldState(target);
  lag.on = moment.setting === 'window';
  const config = await configured(target, directory, moment.setting);
  const named = ['--target', 'proof', '--config', config];
  const seeded = [...named, '--seed', String(kill)];
  const fuzz = ['--max-requests', String(FUZZ_REQUESTS), '--corpus', join(directory, 'corpus')];
  const args = moment.command === 'run' ? ['--runs', '1', '--quiet'] : fuzz;
  const full = moment.setting === 'full disk';
  const child = startCli([moment.command, ...seeded, ...args], {
    env,
    ...(full ? { fileLimit: moment.room } : {}),
  });
  const within = moment.command === 'run' ? wholeRun[moment.of] * WITHIN : FUZZ_REQUESTS / 2;
  const nth = Math.max(1, Math.round(moment.at * within));
  const killed = await killAt(child, nth, moment.afterMs, moment.of);
  lag.on = false;
  const changed = [...new Set(changedParts(await worldState(target), original))];
  lag.on = moment.setting === 'window';
  let restoreKilled = false;
  if (moment.restoreAt !== null) {
    const restore = startCli(['restore'], { env, ...(full ? { fileLimit: 0 } : {}) });
    restoreKilled = await killAt(restore, moment.restoreAt, moment.afterMs);
  }
  const { exitCode, stdout, stderr } = await runCli(['restore'], { env, ...(full ? { fileLimit: 0 } : {}) });
  lag.on = false;
  const where = `kill ${kill} of seed ${SEED}, ${JSON.stringify(moment)}, at ${nth}: exit ${exitCode} ${stdout}${stderr}`;
  const left = changedParts(await worldState(target), original);
  const end = exitCode === 0 && left.length === 0 ? 'restored' : 'named';
  // What is not as it was is said.
  if (end === 'named') {
    expect(exitCode, where).toBe(5);
    expect(stdout, where).toMatch(/of account \d{12}: /);
  } else {
    const journals = readdirSync(directory).filter((name) => name.includes('.jsonl'));
    expect(journals, where).toEqual([]);
  }
  await close();
  return {
    kill,
    seed: SEED,
    command: moment.command,
    setting: moment.setting,
    killed,
    restoreKilled,
    changed,
    end,
  };
}

test(
  `whatever is killed at any of ${KILLS} moments (seed ${SEED}): all comes back, or what does not is named`,
  { timeout: 6 * 60 * 60_000 },
  async () => {
    expect(wholeRun.requests, 'from the test before').toBeGreaterThan(1000);
    const { known, add } = ledger();
    const waiting = MOMENTS.map((moment, kill) => ({ moment, kill })).filter(
      ({ kill }) => !known.some((entry) => entry.kill === kill),
    );
    const entries = [...known];
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const entry = await killOnce(next.kill, next.moment);
        entries.push(entry);
        add(entry);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, worker));
    const count = (is: (entry: Entry) => boolean) => entries.filter(is).length;
    const parts = Object.groupBy(
      entries.flatMap(({ changed }) => changed),
      (part) => part,
    );
    const left = Object.fromEntries(Object.entries(parts).map(([part, all]) => [part, all?.length ?? 0]));
    const [restored, killed, again] = [
      count(({ end }) => end === 'restored'),
      count((one) => one.killed),
      count((one) => one.restoreKilled),
    ];
    process.stdout.write(
      `seed ${SEED}: ${restored} of ${entries.length} restored, ${entries.length - restored} named; ${killed} killed (${count((one) => one.killed && one.command === 'fuzz')} of them fuzz), ${again} during restore, the others had ended on a full disk; left changed: ${JSON.stringify(left)}\n`,
    );
    expect(entries.length).toBe(KILLS);
    // Else nothing was proven: the kills came when nothing was changed, or when all was over.
    const alive = ({ setting }: Entry) => setting !== 'full disk';
    expect(count((one) => alive(one) && one.killed)).toBeGreaterThan(count(alive) * 0.9);
    expect(again).toBeGreaterThan(KILLS / 20);
    expect(restored, 'a service that does as it should gives no cause for more').toBe(KILLS);
    expect(Object.keys(left).toSorted()).toEqual(['contacts', 'primary', 'regions']);
  },
);
