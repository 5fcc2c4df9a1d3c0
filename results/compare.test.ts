import { describe, expect, test } from 'vitest';
import { compareResults, describeComparison } from './compare.ts';
import type { Outcome } from './record.ts';
import { sampleFinding, sampleResult, sampleRule } from './testing/sample-result.ts';

const resultWith = (outcomes: Record<string, Outcome>, strict = false) =>
  sampleResult({
    strict,
    rules: Object.entries(outcomes).map(([id, outcome]) => sampleRule(`contacts/${id}`, { outcome })),
  });

const old = resultWith({
  same: 'pass',
  broke: 'pass',
  mended: 'fail',
  lost: 'pass',
  gone: 'pass',
  warns: 'warn',
});
const now = resultWith({
  same: 'warn',
  broke: 'fail',
  mended: 'pass',
  lost: 'blocked',
  fresh: 'pass',
  warns: 'warn',
});

test('what is excluded now did not run: neither gone nor mended', () => {
  const left = sampleRule('contacts/broken', { outcome: 'skipped', excluded: true });
  const comparison = compareResults(resultWith({ broken: 'fail' }), sampleResult({ rules: [left] }));
  expect(comparison).toEqual({
    newlyFailing: [],
    newFindings: [],
    goneFindings: [],
    newlyPassing: [],
    newlyNotRun: [{ id: 'contacts/broken', before: 'fail', after: 'skipped' }],
    added: [],
    removed: [],
  });
});

test('each change is in its list, and nothing else', () => {
  expect(compareResults(old, now)).toEqual({
    newlyFailing: [{ id: 'contacts/broke', before: 'pass', after: 'fail' }],
    newFindings: [],
    goneFindings: [],
    newlyPassing: [{ id: 'contacts/mended', before: 'fail', after: 'pass' }],
    newlyNotRun: [{ id: 'contacts/lost', before: 'pass', after: 'blocked' }],
    added: ['contacts/fresh'],
    removed: ['contacts/gone'],
  });
});

describe('of a rule that fails in both', () => {
  const failing = (...answers: string[]) =>
    sampleResult({
      rules: [
        sampleRule('contacts/a', {
          outcome: 'known',
          findings: answers.map((answer) =>
            sampleFinding('contacts/a', { id: `contacts/a ${answer}`.trim(), answer }),
          ),
        }),
      ],
    });

  test('each finding is compared', () => {
    const comparison = compareResults(failing('400 X', '404 Y'), failing('404 Y', '500 HTML'));
    expect(describeComparison(comparison)).toEqual([
      'found too: 1 finding',
      '  contacts/a 500 HTML',
      'no longer found: 1 finding',
      '  contacts/a 400 X',
    ]);
  });

  test('one of an older version, whose answer is not known, is not', () => {
    expect(describeComparison(compareResults(failing(''), failing('404 Y')))).toEqual(['nothing changed']);
  });
});

test('under strict a warning is a failure', () => {
  const { newlyFailing } = compareResults(old, resultWith({ same: 'warn', warns: 'warn' }, true));
  expect(newlyFailing.map(({ id }) => id)).toEqual(['contacts/same', 'contacts/warns']);
});

test('of many changes some are told, and how many more there are', () => {
  const many = (outcome: Outcome) =>
    sampleResult({
      rules: Array.from({ length: 1_000 }, (_, index) => sampleRule(`contacts/${index}`, { outcome })),
    });
  const lines = describeComparison(compareResults(many('pass'), many('fail')));
  expect(lines).toHaveLength(22);
  expect(lines[0]).toBe('newly failing: 1000 rules');
  expect(lines.at(-1)).toBe('  and 980 more');
});

test('the comparison in words', () => {
  expect(describeComparison(compareResults(old, now))).toEqual([
    'newly failing: 1 rule',
    '  contacts/broke (was pass, is fail)',
    'newly passing: 1 rule',
    '  contacts/mended (was fail, is pass)',
    'newly not run: 1 rule',
    '  contacts/lost (was pass, is blocked)',
    'added: 1 rule',
    '  contacts/fresh',
    'removed: 1 rule',
    '  contacts/gone',
  ]);
  expect(describeComparison(compareResults(old, old))).toEqual(['nothing changed']);
});
