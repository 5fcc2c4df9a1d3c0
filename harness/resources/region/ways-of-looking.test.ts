import { expect, test } from 'vitest';
import type { Compose } from '../../../mutants/mutant.ts';
import { startEmbedded } from '../../../proof/embedded.ts';
import { runAgainst } from '../../testing/run-against.ts';
import { worldState } from '../../testing/world-state.ts';

/** A service that shows a status which no region has. */
const unknownStatus: Compose = (parts) => {
  const { GetRegionOptStatus: read, ...handlers } = parts.handlers;
  if (!read) throw new Error('no such operation');
  const wrong: typeof read = (call, all) => ({ ...read(call, all), RegionOptStatus: 'UNHEARD_OF' });
  return { ...parts, handlers: { ...handlers, GetRegionOptStatus: wrong } };
};

/** A service that lacks an operation. */
const without =
  (operation: string): Compose =>
  (parts) => {
    const { [operation]: _, ...handlers } = parts.handlers;
    return { ...parts, handlers };
  };

const judgedWithout = (operation: string, rules: readonly string[]) => judged(without(operation), rules);

async function judged(compose: Compose, rules: readonly string[]) {
  const { target, close } = await startEmbedded({ compose });
  try {
    const before = await worldState(target);
    const outcome = await runAgainst(target, { rules: [...rules] });
    const having = (wanted: string) =>
      outcome.rules.filter((one) => one.outcome === wanted).map(({ id }) => id);
    return {
      ...outcome,
      blocked: having('blocked'),
      failed: having('fail'),
      passed: having('pass'),
      before,
      after: await worldState(target),
    };
  } finally {
    await close();
  }
}

test('without a list, regions are judged by their statuses and put back', async () => {
  const { blocked, failed, notRestored, before, after } = await judgedWithout('ListRegions', [
    'regions/*',
    'validation/EnableRegion/*',
    'validation/GetRegionOptStatus/*',
    'errors/account-id-forms/*',
  ]);
  expect(failed).toEqual(['errors/documented', 'errors/implemented/ListRegions']);
  // Whose sentence speaks of the list.
  for (const id of blocked)
    expect(id).toMatch(/list|errors\/account-id-forms\/ListRegions|known-regions|regions\/unknown-region/);
  expect(notRestored).toEqual([]);
  expect(after).toEqual(before);
});

test('without a status, changes of regions are judged by the list', async () => {
  const { blocked, failed, notRestored, before, after } = await judgedWithout('GetRegionOptStatus', [
    'validation/EnableRegion/*',
    'validation/ListRegions/*',
    'regions/*fixed',
    'errors/account-id-forms/*Region*',
  ]);
  expect(failed).toEqual(['errors/documented', 'errors/implemented/GetRegionOptStatus']);
  expect(blocked).toEqual(['errors/account-id-forms/GetRegionOptStatus']);
  expect(notRestored).toEqual([]);
  expect(after).toEqual(before);
});

test('where a status says nothing that is known, the list shows that a control changed its region', async () => {
  const { blocked, passed, notRestored } = await judged(unknownStatus, ['validation/EnableRegion/*/refuses']);
  expect(blocked).toEqual([]);
  expect(passed.length).toBeGreaterThan(3);
  expect(notRestored).toEqual([]);
});
