import { expect, test } from 'vitest';
import { furtherMembers } from '../mutants/operators/members.ts';
import { loadContract } from '../spec/load-contract.ts';
import { suiteOf } from '../harness/rule.ts';
import { allRules } from '../suites/registry.ts';
import { judgeService } from './judge-service.ts';

/** The suites that compare outputs with what was put or read before. */
const SUITES = new Set(['contacts', 'primary-contact', 'primary-email', 'listing', 'sdk', 'consistency']);
const WRONG = new Set(['fail', 'warn', 'flaky', 'error', 'blocked']);

test('members beyond the contract, in every output and error and changing, break no rule', async () => {
  const contract = loadContract('current');
  const rules = allRules(contract).filter(({ id }) => SUITES.has(suiteOf(id)));
  const run = { contract, rules, seed: 1, runs: 2, workers: 4, signal: new AbortController().signal };
  const outcome = await judgeService({ compose: furtherMembers() }, run);
  expect(outcome.rules.filter(({ outcome: one }) => WRONG.has(one)).map(({ id }) => id)).toEqual([]);
  expect(outcome.rules.filter(({ outcome: one }) => one === 'pass').length).toBeGreaterThan(50);
  expect(outcome.notRestored).toEqual([]);
});
