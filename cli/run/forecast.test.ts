import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { forecast } from './forecast.ts';
import { runConformance } from './run-conformance.ts';
import { homeLookup, hurried, remoteTarget } from '../testing/remote-target.ts';

const selection = { suites: ['contacts', 'listing'] };
const chosen = { selection, seed: 7, runs: 3, workers: 1 };

test('a run takes as many requests as was foretold', async () => {
  const { target, close } = await startEmbedded({ regionDelayMs: 0 });
  onTestFinished(close);
  const { requests } = await runConformance({ target, ...chosen });
  const foretold = await forecast({ target, ...chosen });
  expect(foretold.requests).toBe(requests);
  expect(foretold.leastMs).toBeGreaterThan(10_000);
});

test('a lower tier takes fewer, and changes no region', async () => {
  const safety = { tier: 'regions' as const, accounts: [], regions: ['af-south-1'] };
  const { target } = await remoteTarget({ safety });
  const all = await forecast({ target, ...chosen, selection: { suites: ['regions'] } });
  const read = await forecast({ target, ...chosen, selection: { suites: ['regions'] }, tier: 'read' });
  expect(all.regionChanges).toBeGreaterThan(0);
  expect(read).toMatchObject({ regionChanges: 0 });
  expect(read.requests).toBeLessThan(all.requests);
});

test('nothing of a forecast reaches the target', async () => {
  const { target } = await remoteTarget();
  const unreachable = { ...target, endpoint: new URL('http://account.invalid') };
  expect(
    (await forecast({ target: unreachable, ...chosen, lookup: homeLookup, pace: hurried })).requests,
  ).toBeGreaterThan(0);
});
