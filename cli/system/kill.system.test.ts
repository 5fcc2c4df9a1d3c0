import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { ended, runCli, scratch, startCli, type Child } from '../testing/spawn-cli.ts';

/** Kills in all; `ACCOUNT_CONFORMANCE_KILLS=200` for the whole proof. */
const KILLS = Number(process.env['ACCOUNT_CONFORMANCE_KILLS'] ?? 40);
const SEED = 20_260_924;
const WORKERS = 2;
/** Of the requests of a whole run, within which a run is killed; the order of its rules is another one each time. */
const WITHIN = KILLS >= 200 ? 1 : 0.1;
/** Milliseconds after the request that was chosen, so that its answer may or may not have come. */
const AFTER_MS = 6;
/** Requests of a restore within which it is killed as well. */
const RESTORE_REQUESTS = 8;

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
    }),
  });
  onTestFinished(close);
  return {
    target,
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

type Of = 'requests' | 'changes';

interface Moment {
  readonly of: Of;
  /** Part of the run, from 0 to 1. */
  readonly at: number;
  readonly afterMs: number;
  /** At which of its requests the restore is killed; `null`: it is not. */
  readonly restoreAt: number | null;
}

const MOMENTS: readonly Moment[] = fc.sample(
  fc.record({
    of: fc.constantFrom<Of>('requests', 'changes'),
    at: fc.double({ min: 0, max: WITHIN, noNaN: true }),
    afterMs: fc.nat(AFTER_MS),
    restoreAt: fc.option(fc.integer({ min: 1, max: RESTORE_REQUESTS }), { freq: 2 }),
  }),
  { seed: SEED, numRuns: KILLS },
);

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

test(
  `a run that is killed at any of ${KILLS} moments leaves nothing that restore does not put back, killed itself or not`,
  { timeout: 3 * 60 * 60_000 },
  async () => {
    expect(wholeRun.requests, 'from the test before').toBeGreaterThan(1000);
    const changes: string[] = [];
    let duringRun = 0;
    let duringRestore = 0;
    const worker = async (number: number) => {
      const { target, killAt } = await deadlyTarget();
      const directory = await scratch();
      const env = { XDG_STATE_HOME: directory };
      const named = ['--target', 'embedded', '--endpoint', target.endpoint.href];
      const original = await worldState(target);
      for (let kill = number; kill < KILLS; kill += WORKERS) {
        const moment = MOMENTS[kill];
        if (!moment) throw new Error('no moment');
        const journal = join(directory, `${kill}.jsonl`);
        const run = startCli(argumentsFor(target, journal, kill), { env });
        const nth = Math.max(1, Math.round(moment.at * wholeRun[moment.of]));
        const killed = await killAt(run, nth, moment.afterMs, moment.of);
        if (killed) duringRun += 1;
        const left = changedParts(await worldState(target), original);
        changes.push(...new Set(left));
        if (moment.restoreAt !== null) {
          const restore = startCli(['restore', ...named], { env });
          const killedToo = await killAt(restore, moment.restoreAt, moment.afterMs);
          if (killedToo) duringRestore += 1;
        }
        const { exitCode, stdout, stderr } = await runCli(['restore', ...named], { env });
        const where = `kill ${kill} at ${nth} of its ${moment.of} and ${moment.restoreAt}: ${stdout}${stderr}`;
        expect(exitCode, where).toBe(0);
        expect(await worldState(target), where).toEqual(original);
        expect(existsSync(journal), where).toBe(false);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, (_, number) => worker(number)));
    const byPart = Object.groupBy(changes, (part) => part);
    const counts = Object.fromEntries(Object.entries(byPart).map(([part, all]) => [part, all?.length ?? 0]));
    process.stdout.write(
      `${duringRun} killed during the run (${wholeRun.requests} requests), ${duringRestore} during restore; left changed: ${JSON.stringify(counts)}\n`,
    );
    // Else nothing was proven: the kills came when nothing was changed, or when all was over.
    expect(duringRun).toBeGreaterThan(KILLS * 0.9);
    expect(duringRestore).toBeGreaterThan(KILLS / 16);
    expect(Object.keys(counts).toSorted()).toEqual(['contacts', 'primary', 'regions']);
  },
);
