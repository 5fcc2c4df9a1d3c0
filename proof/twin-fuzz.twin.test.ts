import { expect, test } from 'vitest';
import { DIALECTS } from '../twin/dialects/dialects.ts';
import { serveTwin } from './testing/serve-twin.ts';
import { runFuzz } from '../cli/run/fuzz-run.ts';

/** Far more than a breach of a must by a common value takes; fewer where reads lag, which the fuzzer waits for. */
const REQUESTS = 8000;
const TIME_MS = 15_000;

test.each([...DIALECTS])('the fuzzer accuses %s of breaking no must', async (_, choices) => {
  const { target, close } = await serveTwin(choices);
  try {
    const { findings, notRestored, unreachable, requests } = await runFuzz({
      target,
      edition: 'current',
      seed: 1,
      maxRequests: REQUESTS,
      timeMs: TIME_MS,
      shrinkBudget: 100,
    });
    const broken = findings.filter(({ level }) => level === 'must');
    expect(broken.map(({ id, expected, actual, calls }) => ({ id, expected, actual, calls }))).toEqual([]);
    expect({ notRestored, unreachable }).toEqual({ notRestored: [], unreachable: null });
    expect(requests).toBeGreaterThan(100);
  } finally {
    await close();
  }
});
