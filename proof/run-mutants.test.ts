import { expect, test } from 'vitest';
import type { Mutant } from '../mutants/mutant.ts';
import { allMutants } from '../mutants/registry.ts';
import { isProven, killMatrixText } from '../results/kill-matrix.ts';
import { EDITIONS, type Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { allRules } from '../suites/registry.ts';
import type { EmbeddedOptions } from './embedded.ts';
import { runMutants, selectMutants, type MutantJudge } from './run-mutants.ts';
import { judgeClean } from './faultless-run.ts';
import { runMutant, type MutantRun } from './run-mutant.ts';

const { signal } = new AbortController();

/** Second deletes are silent: caught by the named rule, and by few others. */
const silent: Mutant = {
  id: 'test/silent-delete',
  fault: 'A second delete succeeds.',
  kind: 'written',
  rule: 'contacts/delete-twice',
  because: 'ResourceNotFoundException',
  compose: (parts) => ({
    ...parts,
    handlers: {
      ...parts.handlers,
      DeleteAlternateContact: ({ account, input: { AlternateContactType: type } }, { store }) => {
        if (typeof type === 'string') store.deleteAlternateContact(account, type);
        return null;
      },
    },
  }),
};
const { compose: _, ...faultless } = silent;

async function matrix(
  mutants: readonly Mutant[],
  clean: EmbeddedOptions = {},
  edition: Edition = 'guide-2024',
) {
  const settings = { edition, seed: 1, runs: 5, full: false, signal };
  const contract = loadContract(edition);
  const run = { ...settings, contract, rules: allRules(contract), neighbours: 10 };
  return runMutants({ ...settings, mutants }, judgeInline(mutants, run, clean));
}

test('a mutant that its rule kills for its reason is a proof', async () => {
  const report = await matrix([silent]);
  expect(report.mutants[0]).toMatchObject({ outcome: 'killed', others: [], note: null });
  expect(isProven(report)).toBe(true);
  expect(killMatrixText(report)).toMatch(/kill rate 100 % \(1 of 1 mutant; edition guide-2024, seed 1/);
});

test.each<[string, Mutant, RegExp]>([
  ['survives', faultless, /^SURVIVED: test\/silent-delete$/m],
  [
    'is killed by another rule only',
    { ...silent, rule: 'contacts/delete' },
    /^KILLED BY ANOTHER RULE ONLY: [^]*others .*contacts\/delete-twice/m,
  ],
  [
    'survives one of the rules that have to notice it',
    { ...silent, also: ['contacts/read-*'] },
    /^SURVIVED: test\/silent-delete$[^]*missed by contacts\/read-/m,
  ],
  [
    'is killed for another reason',
    { ...silent, because: 'ConflictException' },
    /^KILLED FOR ANOTHER REASON: /m,
  ],
  ['names no rule', { ...silent, rule: 'contacts/no-such-rule' }, /there is no such rule/],
])('one that %s proves nothing, and is shown in full', async (_what, mutant, shown) => {
  const report = await matrix([mutant]);
  expect(isProven(report)).toBe(false);
  expect(report.killed).toBe(0);
  expect(killMatrixText(report)).toMatch(shown);
});

test('nothing is proven when rules fail on the faultless service', async () => {
  const report = await matrix([silent], silent.compose ? { compose: silent.compose } : {});
  expect(report.clean.problems).toMatchObject([{ rule: 'contacts/delete-twice', outcome: 'fail' }]);
  expect(isProven(report)).toBe(false);
  expect(killMatrixText(report)).toContain('FAILED');
});

const SAMPLES: Readonly<Record<Edition, readonly string[]>> = {
  'guide-2024': [
    'derived/PutAlternateContact/Title/*-length/*',
    'derived/PutAlternateContact/Title/type*',
    'derived/PutAlternateContact/Title/required/*',
    'derived/PutContactInformation/ContactInformation.StateOrRegion/required-when/*',
    'derived/ListRegions/MaxResults/m*',
  ],
  // Some bring a contract of their own, others are served with that of the edition.
  current: [
    'derived/AcceptPrimaryEmailUpdate/Otp/*/accepted',
    'derived/StartPrimaryEmailUpdate/PrimaryEmail/*-length/*',
    'derived/GetPrimaryEmail/context/*-member',
    'written/neighbour-gets-the-address-too',
    'written/other-address-accepted',
    'written/pending-address-shown',
    'written/signature-not-verified-for-addresses',
  ],
};

test.each(EDITIONS)('a fixed sample of the matrix of edition %s is killed', async (edition) => {
  const sample = selectMutants(allMutants(edition), SAMPLES[edition]);
  const report = await matrix(sample, {}, edition);
  expect(sample.length).toBeGreaterThan(15);
  expect(report.mutants.filter(({ outcome }) => outcome !== 'killed').map(({ id }) => id)).toEqual([]);
  expect(report.clean.problems).toEqual([]);
});

/** Judges in this process, two at a time. `clean` changes the service that is taken to have no fault. */
function judgeInline(mutants: readonly Mutant[], run: MutantRun, clean: EmbeddedOptions = {}): MutantJudge {
  return {
    workers: 2,
    clean: () => judgeClean(mutants, run, clean),
    mutant: (mutant) => runMutant(mutant, run),
  };
}
