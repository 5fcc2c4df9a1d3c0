import { expect, test } from 'vitest';
import { loadContract } from './load-contract.ts';
import { loadLifecycle } from './load-lifecycle.ts';

const lifecycle = loadLifecycle();

test('each request either changes a status or is refused there, never both', () => {
  const rows = [...lifecycle.transitions, ...lifecycle.refusals].map(
    ({ request, from }) => `${request} ${from}`,
  );
  const requests = Object.values(loadContract().operations).filter(({ changes }) => changes === 'region');
  const all = requests.flatMap(({ name }) => lifecycle.statuses.map((status) => `${name} ${status}`));
  expect(rows.toSorted()).toEqual(all.toSorted());
  expect(rows).toHaveLength(10);
});

test('the statuses are those of the contract', () => {
  const shape = loadContract().operations['GetRegionOptStatus']?.output?.members['RegionOptStatus']?.shape;
  expect(shape?.kind === 'string' ? shape.enum : null).toEqual(lifecycle.statuses);
});

test('what is under way is refused as a conflict: the opposite surely, the same too', () => {
  const pending = lifecycle.refusals.filter((refusal) => refusal.pending);
  expect(pending.map(({ request, from, level, errors }) => [request, from, level, errors[0]])).toEqual([
    ['EnableRegion', 'DISABLING', 'must', 'ConflictException'],
    ['DisableRegion', 'ENABLING', 'must', 'ConflictException'],
    ['EnableRegion', 'ENABLING', 'should', 'ConflictException'],
    ['DisableRegion', 'DISABLING', 'should', 'ConflictException'],
  ]);
  for (const { from } of pending) expect(lifecycle.pending).toContain(from);
});
