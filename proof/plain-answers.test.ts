import { expect, test } from 'vitest';
import { allMutants } from '../mutants/registry.ts';
import { loadContract } from '../spec/load-contract.ts';
import { suiteOf } from '../harness/rule.ts';
import { allRules } from '../suites/registry.ts';
import { judgeService, servedAs } from './judge-service.ts';

const SUITES = new Set(['errors', 'contacts', 'primary-contact', 'regions', 'listing', 'sdk']);
const contract = loadContract();
const rules = allRules(contract).filter(({ id }) => SUITES.has(suiteOf(id)));
const FOUND = new Set(['fail', 'warn', 'flaky', 'error']);

test.each([
  ['written/answers-compressed', 'wire/uncompressed'],
  ['written/answers-with-byte-order-mark', 'wire/no-byte-order-mark'],
])('%s is a finding of %s and of nothing else', async (id, rule) => {
  const mutant = allMutants().find((one) => one.id === id);
  if (!mutant) throw new RangeError(`no mutant ${id}`);
  const { signal } = new AbortController();
  const run = { contract, rules, seed: 1, runs: 1, workers: 4, signal };
  const { rules: results, deviations = [], notRestored } = await judgeService(servedAs(mutant), run);
  const found = results.filter(({ outcome }) => FOUND.has(outcome));
  expect(found.map((one) => [one.id, one.outcome])).toEqual([[rule, 'warn']]);
  expect(results.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(rules.length / 2);
  expect(deviations).toEqual([]);
  expect(notRestored).toEqual([]);
});
