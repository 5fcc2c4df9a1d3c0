import { afterEach, expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { readReports, reportsIn } from '../testing/read-reports.ts';
import { ended, scratch, startCli, type Child, type SpawnOptions } from '../testing/spawn-cli.ts';

let child: Child | null = null;
afterEach(() => {
  child = null;
});

/** Tells after each `nth` answer of an operation. */
function noticing(operation: string, nth: number, notice: () => void) {
  return (parts: ServiceParts): ServiceParts => {
    let calls = 0;
    return {
      ...parts,
      handlers: {
        ...parts.handlers,
        [operation]: (call, all) => {
          const output = parts.handlers[operation]?.(call, all) ?? null;
          calls += 1;
          if (calls === nth) notice();
          return output;
        },
      },
    };
  };
}

/** Runs a suite against a service of this process, which interrupts it once a call has taken effect. */
async function interrupted(
  signal: NodeJS.Signals,
  suite: string,
  operation: string,
  wrap: (parts: ServiceParts) => ServiceParts = (parts) => parts,
  options: SpawnOptions = {},
) {
  const compose = noticing(operation, 4, () => void child?.kill(signal));
  const { target, close } = await startEmbedded({
    regionDelayMs: 40,
    compose: (parts) => compose(wrap(parts)),
  });
  onTestFinished(close);
  const before = await worldState(target);
  const directory = await scratch();
  const whom = ['--target', 'embedded', '--endpoint', target.endpoint.href];
  child = startCli(['run', ...whom, '--suite', suite, '--seed', '1', ...reportsIn(directory)], options);
  const end = await ended(child);
  return { ...end, ...(await readReports(directory)), before, after: await worldState(target) };
}

test.each([
  ['SIGINT', 'contacts', 'PutAlternateContact'],
  ['SIGTERM', 'contacts', 'DeleteAlternateContact'],
  ['SIGINT', 'primary-contact', 'PutContactInformation'],
  ['SIGTERM', 'validation', 'EnableRegion'],
  ['SIGHUP', 'validation', 'EnableRegion'],
] as const)(
  '%s in the suite %s after %s: state put back, reports written, exit 130',
  async (signal, suite, operation) => {
    const { exitCode, stderr, stdout, result, junit, before, after } = await interrupted(
      signal,
      suite,
      operation,
    );
    expect(stderr).toContain(`${signal}: stopping`);
    expect(exitCode).toBe(130);
    expect(after).toEqual(before);
    expect(result).toMatchObject({ verdict: 'interrupted', exitCode: 130, notRestored: [] });
    expect(result.rules.filter(({ reason }) => reason === 'the run was interrupted').length).toBeGreaterThan(
      3,
    );
    expect(junit).toContain('interrupted');
    expect(stdout).toContain('Interrupted');
  },
);

test.each([
  ['npx', { npm_command: 'exec', npm_lifecycle_script: "'account-conformance'" }],
  ['npm', { npm_command: 'run-script', npm_lifecycle_script: 'account-conformance run' }],
])('where %s passes SIGTERM on to its shell only, the run ends in good order too', async (by, env) => {
  const underShell = { underShell: true, env };
  const { stderr, result, before, after } = await interrupted(
    'SIGTERM',
    'contacts',
    'PutAlternateContact',
    undefined,
    underShell,
  );
  expect(stderr).toBe(`${by} has ended: stopping, then restoring the state and writing the reports\n`);
  expect(after).toEqual(before);
  expect(result).toMatchObject({ verdict: 'interrupted', exitCode: 130, notRestored: [] });
});

test('an interrupted run that cannot put the state back says so, exit 5', async () => {
  const keeping = (parts: ServiceParts): ServiceParts => ({
    ...parts,
    handlers: {
      ...parts.handlers,
      DisableRegion: () => {
        throw new Refusal(parts.errorNames.denied, 'no');
      },
    },
  });
  const { exitCode, result } = await interrupted('SIGINT', 'validation', 'EnableRegion', keeping);
  expect(exitCode).toBe(5);
  expect(result.notRestored.length).toBeGreaterThan(0);
  expect(result.verdict).toBe('interrupted');
});
