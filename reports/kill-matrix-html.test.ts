import { expect, test } from 'vitest';
import { toKillMatrixHtml } from './kill-matrix-html.ts';
import { sampleMatrix, sampleMutant } from './testing/sample-matrix.ts';
import { HOSTILE } from '../results/testing/sample-result.ts';

const cellsOf = (page: string, group: string) => {
  const row = new RegExp(`<th scope="row">${group}</th>([^]*?)</tr>`).exec(page)?.[1] ?? '';
  return [...row.matchAll(/<td[^>]*>\s*<span[^>]*>([^<]*)</g)].map(([, text]) => text?.trim());
};

test('a cell counts the mutants that the rules of a suite found, whichever of them were named', () => {
  const page = toKillMatrixHtml(sampleMatrix());
  const heads = [...page.matchAll(/<th scope="col">([a-z-]+)</g)].map(([, suite]) => suite);
  expect(heads.slice(0, 2)).toEqual(['listing', 'validation']);
  expect(cellsOf(page, 'derived/ListRegions')).toEqual(['2/2', '1', '2']);
  expect(cellsOf(page, 'written/contacts')).toEqual(['0/1', '·', '·']);
});

test('the darkest shade is for all mutants of a group, the lightest for few', () => {
  const page = toKillMatrixHtml(sampleMatrix());
  expect(page).toContain(
    'class="cell heat-5" title="2 of 2 mutants of derived/ListRegions were found by validation"',
  );
  expect(page).toContain(
    'class="cell heat-3" title="1 of 2 mutants of derived/ListRegions were found by listing"',
  );
});

test('a survivor stands in full above the rest', () => {
  const page = toKillMatrixHtml(sampleMatrix());
  expect(page).toContain('1 mutant of 3 not killed');
  expect(page).toContain('Kill rate 66.6 %');
  const section = /<section aria-labelledby="survivors">[^]*?<\/section>/.exec(page)?.[0] ?? '';
  expect(section).toMatch(/survived[^]*late-delete[^]*What is wrong[^]*contacts\/delete<\/span> – passed/);
});

test('all killed is said, unless the faultless run has problems', () => {
  const mutants = [sampleMutant('derived/ListRegions/a', 'listing/a')];
  expect(toKillMatrixHtml(sampleMatrix({ mutants }))).toContain('Every mutant is killed');
  const problems = [{ rule: 'errors/a', outcome: 'fail', reason: 'broken' }];
  const unclean = toKillMatrixHtml(sampleMatrix({ mutants, clean: { problems, rules: 1, requests: 1 } }));
  expect(unclean).not.toContain('Every mutant is killed');
  expect(unclean).toContain('Rules fail on the faultless service');
});

test('what a mutant is called stays text', () => {
  const mutants = [
    sampleMutant(HOSTILE, `${HOSTILE}/a`, {
      fault: HOSTILE,
      outcome: 'survived',
      note: HOSTILE,
      others: [HOSTILE],
    }),
  ];
  const page = toKillMatrixHtml(sampleMatrix({ mutants }));
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/<img|<!-- |\u202E/);
});
