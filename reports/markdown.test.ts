import { expect, test } from 'vitest';
import { toMarkdown } from './markdown.ts';
import { HOSTILE, sampleFinding, sampleResult, sampleRule } from '../results/testing/sample-result.ts';

const OWN_TAGS = /<\/?(?:details|summary|code|sub|b)>/g;

function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '');
}

test('the whole summary of a run with every outcome', () => {
  expect(toMarkdown(sampleResult())).toMatchSnapshot();
});

test('what a target says has no effect outside of fenced blocks', () => {
  const finding = sampleFinding('contacts/x', { message: HOSTILE });
  const rules = (['fail', 'warn', 'skipped'] as const).map((outcome) =>
    sampleRule(`contacts/${outcome}${HOSTILE}`, {
      outcome,
      reason: HOSTILE,
      findings: [finding],
      operations: [HOSTILE],
    }),
  );
  const text = withoutBlocks(toMarkdown(sampleResult({ rules, notImplemented: [HOSTILE] })));
  expect(text).toContain('&#60;script&#62;');
  expect(text.replaceAll(OWN_TAGS, '')).not.toMatch(/<|`|\[x\]|@everyone|https?:/);
  for (const row of text.split('\n').filter((line) => line.startsWith('| 1 |'))) {
    expect(row.split('|')).toHaveLength(5);
  }
});

test('no content closes its fenced block', () => {
  const message = '```\n# out\n````';
  const finding = sampleFinding('contacts/x', { expected: message, actual: '```````' });
  const markdown = toMarkdown(
    sampleResult({
      rules: [sampleRule('contacts/x', { outcome: 'fail', findings: [finding] })],
      notImplemented: [],
    }),
  );
  expect(markdown).toContain('\n````````text\n');
  expect(withoutBlocks(markdown)).not.toContain('```');
});

test('a large run stays under the limit of a step summary', () => {
  const huge = 'x'.repeat(100_000);
  const rules = Array.from({ length: 2_000 }, (_, index) =>
    sampleRule(`contacts/rule-${index}`, {
      outcome: index % 2 === 0 ? 'fail' : 'warn',
      findings: [sampleFinding(`contacts/rule-${index}`, { message: `${index} ${huge}`, actual: huge })],
    }),
  );
  const markdown = toMarkdown(sampleResult({ rules }));
  expect(Buffer.byteLength(markdown)).toBeLessThan(1_048_576);
  expect(markdown).toContain('### 1000 findings');
  expect(markdown).toContain('950 more findings in the other reports.');
});
