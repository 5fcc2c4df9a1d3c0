import { describe, expect, onTestFinished, test } from 'vitest';
import type { RunResult } from '../../results/record.ts';
import { SUITES as ALL_SUITES } from '../../harness/rule.ts';
import { dialect } from '../../twin/dialects/axes.ts';
import { serveTwin } from '../../proof/testing/serve-twin.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { runFuzz } from '../run/fuzz-run.ts';
import { runConformance } from '../run/run-conformance.ts';
import { hurried } from '../testing/remote-target.ts';
import { runCli } from '../testing/spawn-cli.ts';
import { roughProxy, type Roughness } from '../testing/rough-proxy.ts';

/** All that are not skipped here but the many obligations, which ask in the same way. */
const LEFT_OUT = new Set(['validation', 'signing', 'quotas']);
const SUITES = ALL_SUITES.filter((suite) => !LEFT_OUT.has(suite));
const BROKEN = /^error \S+: reset: .*; sent again, it was answered/;

/** The same service, late, and with a connection that breaks at each tenth request. */
async function roughened(service: Target, when: Roughness['when'], retries = 0) {
  const { endpoint, seen } = await roughProxy(service.endpoint, { every: 10, when, delayMs: 3 });
  // As off loopback, where a rule that changes something is not sent again by itself.
  const { triesOnReset: _, ...timing } = service.timing;
  return { target: { ...service, endpoint, timing: { ...timing, retries } }, seen };
}

async function embedded(): Promise<Target> {
  const { target, close } = await startEmbedded({ regionDelayMs: 5 });
  onTestFinished(close);
  return target;
}

async function run(
  service: Target,
  when: Roughness['when'],
  retries: number,
  suites: readonly string[] = SUITES,
) {
  const before = await worldState(service);
  const { target, seen } = await roughened(service, when, retries);
  const result = await runConformance({
    target,
    selection: { suites },
    seed: 1,
    runs: 1,
    workers: 8,
    pace: hurried,
  });
  expect(result.notRestored).toEqual([]);
  expect(await worldState(service)).toEqual(before);
  return { result, broken: seen.broken };
}

function shown({ rules }: RunResult, ...outcomes: string[]): string[] {
  return rules
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ id, outcome, reason, findings }) => `${outcome} ${id}: ${reason ?? findings?.[0]?.message}`);
}

describe.each(['before', 'after'] as const)('a connection that breaks %s its request is handled', (when) => {
  test('fails no rule where requests are sent again, which is counted and told', async () => {
    const { result, broken } = await run(await embedded(), when, 2);
    expect(shown(result, 'fail', 'warn', 'blocked')).toEqual([]);
    expect(shown(result, 'flaky')).toEqual([
      expect.stringMatching(
        /whole-answer: broken by \d+ of \d+ exchanges, but held when they were sent again$/,
      ),
    ]);
    const { reset = 0, ...otherwise } = result.resent ?? {};
    expect(otherwise).toEqual({});
    expect(reset).toBeGreaterThan(500);
    expect(reset).toBeLessThan(broken);
    expect(result.summary).toContain(`${reset} requests were sent again (${reset} reset).`);
    // What is left: rules with so many changes, which are not sent again, that each attempt met a broken connection.
    const passed = result.rules.filter(({ outcome }) => outcome === 'pass' || outcome === 'observed');
    expect(passed.length).toBeGreaterThan(result.rules.length * 0.8);
    expect(passed.filter(({ reason }) => reason?.includes('run again: reset')).length).toBeGreaterThan(10);
  });

  test('fails no rule where nothing is sent again, but puts it in error', async () => {
    const { result } = await run(await embedded(), when, 0);
    expect(shown(result, 'fail', 'warn', 'blocked')).toEqual([]);
    const errors = shown(result, 'error');
    expect(errors.length).toBeGreaterThan(200);
    expect(errors.filter((told) => !BROKEN.test(told))).toEqual([]);
    expect(result).toMatchObject({ verdict: 'error', exitCode: 3, resent: {} });
  });

  test('is not a finding of the fuzzer', async () => {
    const { target } = await roughened(await embedded(), when);
    const { findings, notRestored, unreachable } = await runFuzz({ target, seed: 1, maxRequests: 2000 });
    expect({ findings, notRestored, unreachable }).toEqual({
      findings: [],
      notRestored: [],
      unreachable: null,
    });
  });
});

test('a page token that was used up by a request whose answer was lost fails no rule', async () => {
  const twin = await serveTwin(dialect({ tokenUse: 'once' }));
  onTestFinished(() => twin.close());
  const { result } = await run(twin.target, 'after', 2, ['listing', 'regions']);
  expect(shown(result, 'fail', 'warn', 'blocked')).toEqual([]);
  expect(
    shown(result, 'error').filter((told) => told.includes('may have been used up')).length,
  ).toBeGreaterThan(0);
});

test('a run on loopback survives two resets in a hundred, as one off loopback does', async () => {
  const { endpoint, seen } = await roughProxy((await embedded()).endpoint, {
    every: 50,
    when: 'after',
    delayMs: 0,
  });
  const options = ['--quiet', '--seed', '1', '--runs', '2', '--endpoint', endpoint.href];
  const suites = ['contacts', 'primary-contact', 'listing', 'wire'];
  const { exitCode, stdout } = await runCli(['run', ...options, '--suite', ...suites]);
  expect(seen.broken).toBeGreaterThan(20);
  expect(stdout).toMatch(/^✓ Conforms/m);
  expect(exitCode).toBe(0);
});
