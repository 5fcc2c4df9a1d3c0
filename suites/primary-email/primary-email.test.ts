import { expect, test } from 'vitest';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import type { RuleResult } from '../../results/record.ts';
import type { Store } from '../../reference/core/state/store.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { Target } from '../../targets/target.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';

const contract = loadContract('current');
const CHANGING = ['StartPrimaryEmailUpdate', 'AcceptPrimaryEmailUpdate'];
/** Of an invariant about answers without a body, which none of these operations gives. */
const UNMET = 'no exchange that it applies to';
const OF_EMAIL = { operations: ['GetPrimaryEmail', ...CHANGING] };

async function run(options: EmbeddedOptions = {}, { seed = 1, change = {} } = {}) {
  const { target, close } = await startEmbedded({
    contract,
    verifySignatures: true,
    regionDelayMs: 0,
    ...options,
  });
  try {
    const changed = { ...target, ...change };
    return await runAgainst(changed, OF_EMAIL, { contract, seed, runs: 4, workers: 8, shrinkBudget: 0 });
  } finally {
    await close();
  }
}

function reasons(rules: readonly RuleResult[], changing: boolean): unknown[] {
  const some = rules.filter(
    ({ operations, id }) =>
      !id.startsWith('errors/implemented/') &&
      operations.length > 0 &&
      operations.some((name) => CHANGING.includes(name)) === changing,
  );
  expect(some.length).toBeGreaterThan(20);
  return [...new Set(some.map(({ outcome, reason = null }) => `${outcome}: ${reason}`))];
}

test.each([1, 2, 3])(
  'the reference passes, and has its addresses and no pending update after it, seed %i',
  async (seed) => {
    const stores: Store[] = [];
    const compose: EmbeddedOptions['compose'] = (parts) => {
      stores.push(parts.store);
      return parts;
    };
    const { rules, notRestored } = await run({ compose }, { seed });
    const bad = rules.filter(
      ({ outcome, reason }) => !['pass', 'observed'].includes(outcome) && reason !== UNMET,
    );
    expect(bad).toEqual([]);
    expect(notRestored).toEqual([]);
    const [store] = stores;
    for (const id of ['444444444444', '555555555555', '333333333333', '777777777777']) {
      expect(store?.primaryEmail(id)).toBe(`account-${id}@example.com`);
      expect(store?.emailUpdate(id)).toBe(null);
    }
  },
);

test('an address is changed only where the target says which password it takes', async () => {
  const { rules } = await run({}, { change: { oneTimePassword: undefined } as unknown as Partial<Target> });
  expect(reasons(rules, true)).toEqual(['skipped: oneTimePassword of the target is not configured']);
  expect(reasons(rules, false)).toContain('pass: null');
});

test('an address is never changed beyond loopback', async () => {
  const { rules } = await run({}, { change: { loopback: false } });
  expect(reasons(rules, true)).toEqual(['skipped: primary e-mail addresses are changed on loopback only']);
  expect(reasons(rules, false)).toContain('pass: null');
});
