import { expect, test } from 'vitest';
import { runConformance } from '../cli/run/run-conformance.ts';
import type { RunResult } from '../results/record.ts';
import type { Target } from '../targets/target.ts';
import { LAG_DIALECTS, neverEnabled, otherTitle, startLagging, type LagDialect } from './testing/lagging.ts';
import { SimulatedTime } from './testing/simulated-time.ts';
import { ruleLine, wrongRules } from './testing/wrong-rules.ts';

// Most of the time these tests wait, so they do it side by side.

/** What is judged of each dialect where the whole run takes minutes, which `npm run proof:lag` is for. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  replicas: ['contacts/put-twice', 'consistency/*', 'regions/sequence', 'listing/filter*'],
  'lagging-regions': ['regions/enable', 'regions/disable', 'regions/list-*', 'regions/redundant-*'],
  'slow-regions': ['regions/*', 'validation/EnableRegion/RegionName/*'],
};

/** Milliseconds that a request and its answer are on their way. */
const LATENCY = 4;
/** Milliseconds of its own time: that of the regions of a run on loopback, and a minute. */
const MOST_MS = 180_000;

/** Milliseconds; less than such a run may spend on regions, so that not every rule has a turn. */
const SHORT_BUDGET = 20_000;

async function judged(
  dialect: LagDialect,
  rules: readonly string[],
  { timing = {}, compose }: { timing?: Partial<Target['timing']>; compose?: typeof neverEnabled } = {},
): Promise<RunResult> {
  const { target, close } = await startLagging(dialect, compose ? { compose } : {});
  const patient = { ...target, timing: { ...target.timing, ...timing } };
  try {
    return await runConformance({ target: patient, seed: 1, runs: 3, selection: { rules: [...rules] } });
  } finally {
    await close();
  }
}

const wrong = ({ rules }: RunResult): string[] => wrongRules(rules).map(ruleLine);

test.each(Object.entries(SAMPLES))(
  '%s: what is read late, or takes its time, is no fault',
  async (name, rules) => {
    const dialect = LAG_DIALECTS[name] as LagDialect;
    const result = await judged(dialect, rules, { timing: { regionBudget: SHORT_BUDGET } });
    expect(wrong(result)).toEqual([]);
    expect(result).toMatchObject({ exitCode: 0, notRestored: [] });
  },
);

test('lagging: a whole run waits no longer than three minutes, and nothing is found', async () => {
  const time = new SimulatedTime(LATENCY);
  const { target, close } = await startLagging(LAG_DIALECTS['lagging'] as LagDialect, { clock: time.clock });
  const begun = time.now();
  try {
    const result = await runConformance({ target, seed: 1, time });
    expect(wrong(result)).toEqual([]);
    expect(result).toMatchObject({ exitCode: 0, notRestored: [] });
    expect(time.now() - begun).toBeLessThan(MOST_MS);
  } finally {
    await close();
  }
});

test('a region that never settles is told once, with its name, and waited for by one rule', async () => {
  const instant: LagDialect = { options: {}, without: {}, timing: { regionTimeout: 2000 } };
  const result = await judged(instant, ['regions/*'], { compose: neverEnabled });
  expect(result.exitCode).toBe(5);
  expect(result.notRestored.join()).toContain('ap-east-1');
  expect(result.rules.filter(({ outcome }) => outcome === 'flaky')).toEqual([]);
  expect(result.rules.filter(({ outcome }) => outcome === 'fail').length).toBeGreaterThan(0);
});

test('a put that stores something else is found where reads may lag, and on replicas that do', async () => {
  const timing = { consistencyWindow: 2000 };
  const rules = ['contacts/put-twice', 'contacts/create'];
  for (const dialect of [{ options: {}, without: {}, timing }, LAG_DIALECTS['replicas'] as LagDialect]) {
    const result = await judged(dialect, rules, { compose: otherTitle });
    expect(result.exitCode).toBe(1);
    expect(result.rules.filter(({ outcome }) => outcome === 'flaky')).toEqual([]);
  }
});
