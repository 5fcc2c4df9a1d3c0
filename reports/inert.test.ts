import { expect, test } from 'vitest';
import { toCtrf } from './ctrf.ts';
import { toGithubAnnotations } from './github-annotations.ts';
import { toJson } from './json.ts';
import { toJUnit } from './junit.ts';
import { toMarkdown } from './markdown.ts';
import { toSarif } from './sarif.ts';
import { sampleFinding, sampleResult, sampleRule } from '../results/testing/sample-result.ts';

const LINK = '[click](https://evil.example/?a=b) https://evil.example www.evil.example GH-12 #13 @team';
const ACTING = '\u009B31m\u001B[31m\u202Eevil\u2066\u200F';
const COMMANDS = '::error::x\n ::set-output name=a::b ##[set-env name=a]b ##vso[task.complete]';
const SAID = `${COMMANDS} ${LINK} ${ACTING}`;

const result = sampleResult({
  rules: ['fail', 'error', 'known', 'blocked', 'warn'].map((outcome, index) =>
    sampleRule(`contacts/x-${index}`, {
      outcome: outcome as 'fail',
      reason: SAID,
      ...(outcome === 'blocked'
        ? {}
        : { findings: [sampleFinding(`contacts/x-${index}`, { actual: SAID, message: SAID })] }),
    }),
  ),
  notRestored: [SAID],
  summary: SAID,
});

test.each([
  ['SARIF', toSarif(result)],
  ['Markdown', toMarkdown(result)],
  ['annotations', toGithubAnnotations(result)],
  ['JSON', toJson(result)],
  ['JUnit', toJUnit(result)],
  ['CTRF', toCtrf(result)],
])('%s has nothing that acts on a terminal', (_, text) => {
  expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
});

test('JSON says the same', () => {
  expect(JSON.parse(toJson(result))).toEqual(structuredClone(result));
});

test.each([
  ['Markdown', toMarkdown(result)],
  ['JUnit', toJUnit(result)],
])('%s holds no command to a CI system', (_, text) => {
  expect(text).not.toMatch(/^\s*::|##(?:vso)?\[/m);
});

test('annotations are the only commands', () => {
  const lines = toGithubAnnotations(result).trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) title=[^:]*::/);
  expect(lines.join('\n')).not.toMatch(/##(?:vso)?\[/);
});

test('a message of SARIF makes no link', () => {
  const messages = JSON.parse(toSarif(result), (key, value: unknown) =>
    key === 'text' || key === 'justification' || key === 'exitCodeDescription'
      ? `\u0001${String(value)}`
      : value,
  ) as object;
  const texts = JSON.stringify(messages).match(/\\u0001(?:[^"\\]|\\.)*/g) ?? [];
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) {
    expect((JSON.parse(`"${text}"`) as string).replaceAll(/\\[[\]\\]/g, '')).not.toMatch(/[[\]]/);
  }
});

test('Markdown links nothing outside of blocks', () => {
  const outside = toMarkdown(result).replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '');
  expect(outside).not.toMatch(/\]\(|https?:\/\/evil|www\.evil|GH-12|#13|@team/);
});
