import { expect, test } from 'vitest';
import { INVARIANTS } from '../../harness/invariants/registry.ts';
import type { Divergence, FirstVersion } from '../../mutants/first-versions/first-version.ts';
import { contactType } from '../../mutants/operators/members.ts';
import { wrapHandler } from '../../mutants/operators/wrap-handler.ts';
import { fits } from '../../results/text/fits.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { allRules } from '../../suites/registry.ts';
import { FIRST_VERSIONS, isEnough, versionsText, judgeVersion } from './first-versions.ts';

const contract = loadContract();
const ASKED = ['contacts/delete-twice', 'contacts/read-twice', 'errors/get-absent-contact'];
const rules = allRules(contract).filter(({ id }) => ASKED.includes(id));
const run = { contract, rules, seed: 1, runs: 3, signal: new AbortController().signal };

const ask = (operation: string) => ({
  by: 'standalone',
  operation,
  input: { AlternateContactType: 'BILLING' },
});

/** Deletes what is not there with success; all else is as it should be. */
function version(...divergences: readonly Divergence[]): FirstVersion {
  const compose = wrapHandler('DeleteAlternateContact', () => (call, { store }) => {
    store.deleteAlternateContact(call.account, contactType(call));
    return null;
  });
  return { name: 'test', written: 'For this test.', compose, divergences };
}

const deleted: Divergence = {
  fault: 'What is not there is deleted.',
  rules: ['contacts/delete-*'],
  because: /no refusal/,
  calls: [ask('DeleteAlternateContact')],
};

async function outcome(divergence: Divergence) {
  const row = await judgeVersion(version(divergence), run);
  const [first] = row.divergences;
  return { ...first, enough: isEnough([row]), text: versionsText([row]) };
}

test('a divergence that a rule of its list finds is found', async () => {
  expect(await outcome(deleted)).toMatchObject({
    shows: true,
    foundBy: { rule: 'contacts/delete-twice' },
    instead: [],
    enough: true,
  });
});

test('a divergence that only other rules find is missed, with what became of its own', async () => {
  const seen = await outcome({ ...deleted, rules: ['contacts/read-twice'] });
  expect(seen).toMatchObject({
    shows: true,
    foundBy: null,
    instead: ['contacts/read-twice: pass'],
    enough: false,
  });
  expect(seen.text).toContain('missed: What is not there is deleted.\n    contacts/read-twice: pass\n');
});

test.each<[string, Partial<Divergence>]>([
  ['of another operation', { calls: [ask('PutAlternateContact')] }],
  ['for another reason', { because: /another output/ }],
  ['of other requests', { sent: /"AlternateContactType":"LEGAL"/ }],
])('a finding %s does not count', async (_what, change) => {
  expect(await outcome({ ...deleted, ...change })).toMatchObject({ foundBy: null });
});

test('what is answered as it should be is no divergence', async () => {
  const seen = await outcome({
    ...deleted,
    calls: [ask('DeleteAlternateContact'), ask('GetAlternateContact')],
  });
  expect(seen).toMatchObject({ shows: false, enough: false });
  expect(seen.text).toContain('does not show: What is not there is deleted.');
});

test('each version has at most 15 divergences, and each of them a rule that may find it', () => {
  const ids = [...allRules(contract), ...INVARIANTS].map(({ id }) => id);
  for (const { name, divergences } of FIRST_VERSIONS) {
    expect(divergences.length, name).toBeLessThanOrEqual(15);
    for (const { fault, rules: named } of divergences)
      for (const pattern of named)
        expect(
          ids.some((id) => fits(pattern, id)),
          `${fault} ${pattern}`,
        ).toBe(true);
  }
});
