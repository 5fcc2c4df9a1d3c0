import { expect, test } from 'vitest';
import { sampleFinding, sampleRule } from '../results/testing/sample-result.ts';
import { describeFindings } from './vitest-binding.ts';

test('a failed test tells each finding of its rule, and once how to see them again', () => {
  const findings = ['400 X', '404 HTML'].map((actual) =>
    sampleFinding('contacts/a', { actual, variant: actual }),
  );
  const text = describeFindings(sampleRule('contacts/a', { outcome: 'fail', findings, moreFindings: 2 }));
  expect(text.split('\n').slice(2)).toEqual([
    `expected: ${findings[0]?.expected}`,
    'actual: 400 X',
    'variant: 400 X',
    `expected: ${findings[1]?.expected}`,
    'actual: 404 HTML',
    'variant: 404 HTML',
    'and 2 more findings',
    `reproduce: npx --no ${findings[0]?.reproduce.command}`,
  ]);
});
