import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { RegionPlan } from '../resources/region/plan.ts';
import { craftAnswer } from '../testing/test-session.ts';
import { loneTarget } from '../testing/run-against.ts';
import { settledStatus, type Put } from './put-back.ts';

const TIMEOUT = 30_000;

/** How a region is waited for that is read as being enabled for so many milliseconds from now on. */
function slowRegion(enabledAfter: number) {
  let now = 0;
  const pace = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const target = loneTarget(new URL('http://127.0.0.1:9'));
  const put: Put = {
    contract: loadContract(),
    reach: async (operation, { RegionName = '' }) =>
      craftAnswer({
        operation,
        body: { RegionName, RegionOptStatus: now < enabledAfter ? 'ENABLING' : 'ENABLED' },
      }),
    names: 'all',
    target: { ...target, timing: { ...target.timing, regionTimeout: TIMEOUT } },
    regions: new RegionPlan({ regionTimeout: TIMEOUT }, pace).of('111111111111'),
  };
  const waited = async () => {
    const begun = now;
    const status = await settledStatus('af-south-1', put);
    return { status, ms: now - begun };
  };
  return { put, waited };
}

test('what is put back has all of its time, also where a rule gave a region up', async () => {
  const { put, waited } = slowRegion(TIMEOUT / 2);
  put.regions?.left('af-south-1', 'ENABLING');
  const { status, ms } = await waited();
  expect(status).toBe('ENABLED');
  expect(ms).toBeGreaterThanOrEqual(TIMEOUT / 2);
});

test('a region that did not settle when it was put back is asked once when the next rule puts back', async () => {
  const { waited } = slowRegion(TIMEOUT * 2);
  const first = await waited();
  expect(first.status).toBe('ENABLING');
  expect(first.ms).toBeGreaterThanOrEqual(TIMEOUT * 0.9);
  expect(await waited()).toEqual({ status: 'ENABLING', ms: 0 });
});
