import { expect, onTestFinished, test } from 'vitest';
import { allMutants } from '../mutants/registry.ts';
import { runAgainst } from '../harness/testing/run-against.ts';
import { startEmbedded } from './embedded.ts';

/** Faults that leave a trace where nothing should be changed. */
const TRACES = [
  'written/alternate-phone-into-primary',
  'written/primary-put-drops-alternates',
  'written/refused-put-deletes',
  'written/truncated-body-written',
  'written/valid-members-written',
  'written/context-not-checked-on-delete',
  'written/denied-write-is-done',
  'written/organization-boundary-missing',
  'written/refused-listing-drops-a-contact',
];

test.each(TRACES)('%s is noticed also where reads may lag writes', async (id) => {
  const mutant = allMutants().find((one) => one.id === id);
  expect(mutant).toBeDefined();
  const { rule = '', compose, options } = mutant ?? {};
  const { target, close } = await startEmbedded({
    regionDelayMs: 0,
    ...options,
    ...(compose && { compose }),
  });
  onTestFinished(close);
  const lagging = { ...target, timing: { ...target.timing, consistencyWindow: 30 } };
  const { rules } = await runAgainst(lagging, { rules: [rule] }, { runs: 5, shrinkBudget: 0 });
  expect(rules.find((one) => one.id === rule)?.outcome).toBe('fail');
});
