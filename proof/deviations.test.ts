import { expect, test } from 'vitest';
import { suiteOf } from '../harness/rule.ts';
import { isOwner } from '../harness/survey/survey.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { rewriteSuccess } from '../mutants/operators/rewrite-response.ts';
import { allMutants } from '../mutants/registry.ts';
import { fits } from '../results/text/fits.ts';
import { loadContract } from '../spec/load-contract.ts';
import { loadDeviations } from '../spec/load-deviations.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';
import { allRules } from '../suites/registry.ts';
import { servedAs, judgeService } from './judge-service.ts';

const contract = loadContract();
const rules = allRules(contract);

/** The mutant that is exactly one kind of deviation. */
const MUTANTS: Readonly<Record<string, string>> = {
  'success-status': 'written/delete-without-content',
  'success-body': 'written/delete-answers-empty-object',
  'member-absent': 'derived/GetContactInformation/output/ContactInformation.CompanyName/dropped',
  'member-null': 'written/absent-members-null',
  'member-empty': 'written/absent-members-empty',
  'text-case': 'written/email-lower-cased',
  'no-list': 'derived/ListRegions/path/in-lower-case',
  'no-status': 'derived/GetRegionOptStatus/path/in-lower-case',
};
const FOUND = new Set(['fail', 'warn', 'flaky', 'error']);
const SUITES = new Set(['contacts', 'primary-contact', 'sdk']);

function mutantOf(kind: string): Mutant {
  const found = allMutants().find(({ id }) => id === MUTANTS[kind]);
  if (!found) throw new RangeError(`no mutant ${MUTANTS[kind]}`);
  return found;
}

async function judged(mutant: Mutant) {
  const { rule } = mutant;
  const asked = rules.filter(({ id }) => id === rule || SUITES.has(suiteOf(id)));
  const { signal } = new AbortController();
  return judgeService(servedAs(mutant), { contract, rules: asked, seed: 1, runs: 6, workers: 4, signal });
}

test('each kind that no ruling leaves open has a mutant, and owners that exist', () => {
  const owned = loadDeviations().filter(({ ruling }) => ruling === null);
  expect(Object.keys(MUTANTS).toSorted()).toEqual(owned.map(({ kind }) => kind).toSorted());
  const ids = [...rules, ...INVARIANTS].map(({ id }) => id);
  for (const { kind, owners } of owned) {
    expect(isOwner(kind, mutantOf(kind).rule), kind).toBe(true);
    for (const owner of owners)
      expect(
        ids.some((id) => fits(owner, id)),
        owner,
      ).toBe(true);
  }
});

test.each(Object.keys(MUTANTS))('%s is found by its owners and let pass by all others', async (kind) => {
  const { rules: results, deviations = [] } = await judged(mutantOf(kind));
  const deviation = deviations.find((one) => one.kind === kind);
  expect(deviation?.ownedBy.length, JSON.stringify(deviations)).toBeGreaterThan(0);
  const others = results.filter(({ id, outcome }) => FOUND.has(outcome) && !isOwner(kind, id));
  expect(others.map(({ id, findings }) => [id, findings?.[0]?.message])).toEqual([]);
});

test('204 for every success without output, region changes too, is one finding of each operation', async () => {
  const suites = new Set(['contacts', 'regions']);
  const asked = rules.filter(({ id }) => suites.has(suiteOf(id)));
  const compose = rewriteSuccess(null, (response, { output }) =>
    output === null ? { ...response, status: 204 } : response,
  );
  const { signal } = new AbortController();
  const run = { contract, rules: asked, seed: 1, runs: 3, workers: 4, signal };
  const { rules: results, deviations = [], notRestored } = await judgeService({ compose }, run);
  const found = results.filter(({ outcome }) => FOUND.has(outcome));
  expect(found.map(({ id }) => id)).toEqual(['wire/success-status']);
  expect(deviations.map(({ operation }) => operation).toSorted()).toEqual(
    Object.values(contract.operations)
      .flatMap(({ name, output }) => (output ? [] : [name]))
      .toSorted(),
  );
  expect(notRestored).toEqual([]);
});
