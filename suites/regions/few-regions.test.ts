import { expect, onTestFinished, test } from 'vitest';
import type { Compose } from '../../mutants/mutant.ts';
import { wrapHandler } from '../../mutants/operators/wrap-handler.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';

const OF_REGIONS = [
  'regions/*',
  'listing/*',
  'consistency/*region*',
  'validation/*Region*',
  'context/*Region*',
];

async function judged(compose: Compose) {
  const { target, close } = await startEmbedded({ compose });
  onTestFinished(close);
  const { rules } = await runAgainst(target, { rules: OF_REGIONS }, { runs: 2, workers: 8 });
  expect(rules.length).toBeGreaterThan(100);
  return rules;
}

function having(isThere: (name: string, defaults: readonly string[]) => boolean): Compose {
  return (parts) => ({
    ...parts,
    regionNames: (all) => {
      const { defaults } = all.options.regions;
      return parts.regionNames(all).filter((name) => isThere(name, defaults));
    },
  });
}

test.each([
  ['no opt-in region', having((name, defaults) => defaults.includes(name))],
  ['one region, which is on by default', having((name) => name === 'us-east-1')],
  ['one region, which is opt-in', having((name) => name === 'af-south-1')],
])('a service with %s is judged, and blocks with a reason what needs more', async (_, compose) => {
  const rules = await judged(compose);
  const bad = rules.filter(({ outcome }) => ['error', 'fail', 'flaky'].includes(outcome));
  expect(bad).toEqual([]);
  const warned = rules.filter(({ outcome }) => outcome === 'warn');
  expect(warned.map(({ id }) => id)).toEqual(['regions/known-regions-listed']);
  for (const { outcome, reason } of rules) if (outcome === 'blocked') expect(reason).toMatch(/./);
});

test('a list that is always empty is found as a must', async () => {
  const rules = await judged(wrapHandler('ListRegions', () => () => ({ Regions: [] })));
  const failed = rules.filter(({ outcome, level }) => outcome === 'fail' && level === 'must');
  expect(failed.map(({ id }) => id)).toContain('validation/ListRegions/MaxResults/optional/accepts');
  expect(rules.filter(({ outcome }) => outcome === 'error')).toEqual([]);
});
