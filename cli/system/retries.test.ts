import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Operation } from '../../spec/contract.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { runConformance, type RunSettings } from '../run/run-conformance.ts';
import { homeLookup, hurried, remoteTarget } from '../testing/remote-target.ts';
import { scratch } from '../testing/spawn-cli.ts';

beforeEach(async () => {
  const home = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = await scratch();
  onTestFinished(() => {
    if (home === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = home;
  });
});

/** A run on a service that answers some calls with a server error. */
async function runFailing(fails: (operation: Operation) => boolean, settings: Partial<RunSettings> = {}) {
  let failed = 0;
  const { target, near } = await remoteTarget(
    { safety: { tier: 'write', accounts: [], regions: [] } },
    {
      compose: (parts): ServiceParts => ({
        ...parts,
        throttle(caller, operation, all) {
          parts.throttle(caller, operation, all);
          if (!fails(operation)) return;
          failed += 1;
          throw new Refusal(all.errorNames.internal, 'not now');
        },
      }),
    },
  );
  const quick = { ...target, timing: { ...target.timing, consistencyWindow: 0, retries: 2 } };
  const before = await worldState(near);
  failed = 0;
  const result = await runConformance({
    target: quick,
    selection: { rules: ['contacts/*', 'listing/*', 'wire/no-server-error'] },
    lookup: homeLookup,
    pace: hurried,
    seed: 1,
    runs: 1,
    ...settings,
  });
  const invariant = result.rules.find(({ id }) => id === 'wire/no-server-error');
  return { result, invariant, met: failed, before, near };
}

/** One of so many calls that are sent again anyway. */
function everySoOften(nth: number) {
  let calls = 0;
  return ({ name, changes }: Operation) => {
    if (changes !== null && !name.startsWith('Put')) return false;
    calls += 1;
    return calls % nth === 0;
  };
}

test('a server error in passing fails nothing, and is in the record, counted and with what was sent', async () => {
  const { result, invariant, met } = await runFailing(everySoOften(31));
  expect(met).toBeGreaterThan(5);
  expect({ verdict: result.verdict, resent: result.resent }).toEqual({
    verdict: 'conforms',
    resent: { 'status 500': met },
  });
  expect(result.summary).toContain(`${met} requests were sent again (${met} status 500).`);
  expect(invariant).toMatchObject({
    outcome: 'flaky',
    reason: expect.stringMatching(
      /^broken by [1-9]\d* of \d+ exchanges, but held when they were sent again$/,
    ),
  });
  const { findings = [] } = invariant ?? {};
  expect(findings.length).toBeGreaterThan(0);
  for (const { actual, exchanges } of findings) {
    expect(actual).toMatch(/^500 /);
    expect(exchanges.at(-1)?.response?.status).toBe(500);
  }
  expect(result.rules.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
});

test('under --strict it fails the run', async () => {
  const { result } = await runFailing(everySoOften(31), { strict: true });
  expect(result.verdict).toBe('does not conform');
});

test('one that persists is a finding, however often it was sent', async () => {
  const { result, invariant } = await runFailing(({ name }) => name === 'ListRegions');
  expect(invariant).toMatchObject({ outcome: 'fail', reason: expect.stringMatching(/^broken by /) });
  expect(result.exitCode).toBe(1);
});

test('one in answer to what is not sent twice is a finding, and the state comes back', async () => {
  let deletes = 0;
  const { result, invariant, before, near } = await runFailing(({ name }) => {
    if (name !== 'DeleteAlternateContact') return false;
    deletes += 1;
    return deletes % 9 === 0;
  });
  expect(invariant?.outcome).toBe('fail');
  expect(result.resent).toEqual({});
  expect(result.notRestored).toEqual([]);
  expect(await worldState(near)).toEqual(before);
});
