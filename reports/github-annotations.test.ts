import { expect, test } from 'vitest';
import { toGithubAnnotations } from './github-annotations.ts';
import { HOSTILE, sampleResult, sampleRule } from '../results/testing/sample-result.ts';

const linesOf = (...result: Parameters<typeof toGithubAnnotations>) =>
  toGithubAnnotations(...result)
    .trimEnd()
    .split('\n');

test('failures are errors, broken shoulds and flaky rules warnings, the verdict comes last', () => {
  const lines = linesOf(sampleResult());
  const titles = lines.map((line) => /^::(\w+) title=([^:]*)::/.exec(line)?.slice(1).join(' '));
  expect(titles).toEqual([
    'error run/implemented/EnableRegion',
    'error run/implemented/DisableRegion',
    'error run/verdict',
    'error contacts/get-absent',
    'error contacts/delete-twice',
    'error errors/hostile-answer',
    'error primary-contact/fixed',
    'error consistency/crashed',
    'warning regions/flaky-enable',
    'warning wire/request-id',
    'notice Judged in spite of',
    'notice account-conformance',
  ]);
  expect(linesOf(sampleResult({ strict: true })).filter((line) => line.startsWith('::warning'))).toEqual([]);
});

test('nothing that a target says is a command of its own', () => {
  const rules = [
    sampleRule(`contacts/a,b:c\n::error::forged`, { outcome: 'fail', reason: `${HOSTILE}\n::stop` }),
  ];
  const lines = linesOf(sampleResult({ rules, notImplemented: [], deviations: [] }));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^::error title=contacts\/a%2Cb%3Ac%0A%3A%3Aerror%3A%3Aforged::/);
  expect(lines[0]).toContain('%250A');
});

test('there are no more than GitHub shows', () => {
  const rules = Array.from({ length: 40 }, (_, index) =>
    sampleRule(`contacts/${index}`, { outcome: index % 2 === 0 ? 'fail' : 'warn', reason: 'x' }),
  );
  expect(linesOf(sampleResult({ rules, notImplemented: [], deviations: [] }))).toHaveLength(21);
});
