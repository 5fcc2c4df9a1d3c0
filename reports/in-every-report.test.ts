import { expect, test } from 'vitest';
import { toCtrf } from './ctrf.ts';
import { toGithubAnnotations } from './github-annotations.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';
import { toJUnit } from './junit.ts';
import { toMarkdown } from './markdown.ts';
import { toSarif } from './sarif.ts';
import { createTerminalReporter } from './terminal.ts';
import type { RunResult } from '../results/record.ts';
import { sampleResult } from '../results/testing/sample-result.ts';

function toTerminal(result: RunResult): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const plain = { columns: () => 80, color: false, interactive: false, quiet: false };
  createTerminalReporter({ write, ...plain }).finish(result);
  return text;
}

const REPORTS: Readonly<Record<string, (result: RunResult) => string>> = {
  terminal: toTerminal,
  HTML: toHtml,
  Markdown: (result) =>
    toMarkdown(result).replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
  JUnit: toJUnit,
  JSON: toJson,
  SARIF: toSarif,
  CTRF: toCtrf,
  'GitHub annotations': toGithubAnnotations,
};

test.each(Object.entries(REPORTS))('%s says what the rules were judged in spite of', (_, report) => {
  const shown = report(sampleResult());
  expect(shown).toContain('204 or 200');
  expect(shown).toContain('wire/request-id 404 HTML');
  expect(report(sampleResult({ deviations: [] }))).not.toContain('204 or 200');
});

/** An annotation is of what failed, so that of a blocked rule there is none. */
const OF_ALL_RULES = Object.entries(REPORTS).filter(([name]) => name !== 'GitHub annotations');

test.each(OF_ALL_RULES)('%s says by which findings a rule is blocked', (_, report) => {
  expect(report(sampleResult())).toContain('errors/implemented/EnableRegion not implemented');
});

test.each(OF_ALL_RULES)('%s shows each finding of a rule', (_, report) => {
  expect(report(sampleResult({ strict: true }))).toMatch(/404 HTML|404 <html>/);
});
