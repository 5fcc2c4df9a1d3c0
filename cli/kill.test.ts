import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { worldState } from '../suites/testing/world-state.ts';
import { startEmbedded } from './embedded.ts';
import { ended, runCli, scratch, startCli } from './testing/spawn-cli.ts';

/** Kills in all; `ACCOUNT_CONFORMANCE_KILLS=200` for the whole proof. */
const KILLS = Number(process.env['ACCOUNT_CONFORMANCE_KILLS'] ?? 40);
const LANES = 2;
/** Milliseconds after the first line of a run within which it is killed. */
const WITHIN_MS = 2500;

const SEED = {
  primaryContact: {
    AddressLine1: '17 Original Lane',
    City: 'Oslo',
    CountryCode: 'NO',
    FullName: 'Olga Original',
    PhoneNumber: '+4721234567',
    PostalCode: '0150',
    CompanyName: 'Original Works',
  },
  alternateContacts: {
    BILLING: {
      AlternateContactType: 'BILLING',
      EmailAddress: 'original@example.org',
      Name: 'Old Name',
      PhoneNumber: '+12065550100',
      Title: 'Accountant',
    },
  },
};

/** Kills a run so many milliseconds after its first line. */
async function killRun(args: readonly string[], momentMs: number, env: NodeJS.ProcessEnv): Promise<void> {
  const run = startCli(['run', ...args], { env });
  const end = ended(run);
  await new Promise((resolve) => run.stdout.once('data', resolve));
  await delay(momentMs);
  run.kill('SIGKILL');
  await end;
}

test(
  `a run that is killed at any of ${KILLS} moments leaves nothing that restore does not put back`,
  { timeout: 30 * 60_000 },
  async () => {
    const moments = fc.sample(fc.nat(WITHIN_MS), { seed: 20_260_924, numRuns: KILLS });
    let changed = 0;
    const lane = async (number: number) => {
      const { target, close } = await startEmbedded({ seed: SEED, regionDelayMs: 50 });
      onTestFinished(close);
      const directory = await scratch();
      const env = { XDG_STATE_HOME: directory };
      const named = ['--target', 'embedded', '--endpoint', target.endpoint.href];
      const original = await worldState(target);
      for (let kill = number; kill < KILLS; kill += LANES) {
        const journal = ['--journal', join(directory, `${kill}.jsonl`)];
        await killRun([...named, ...journal, '--seed', String(kill)], moments[kill] ?? 0, env);
        changed += isDeepStrictEqual(await worldState(target), original) ? 0 : 1;
        const { exitCode, stdout, stderr } = await runCli(['restore', ...named], { env });
        const where = `kill ${kill} after ${moments[kill]} ms: ${stdout}${stderr}`;
        expect(exitCode, where).toBe(0);
        expect(await worldState(target), where).toEqual(original);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
    // Else nothing was proven: the kills came when nothing was changed.
    expect(changed).toBeGreaterThan(KILLS / 4);
  },
);
