/**
 * node bench/html-report.ts
 * How long a headless Chromium takes to open a report of 2,000 rules with 500 findings from disk, until it is laid out and
 * its script has run, and then to filter it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { toHtml } from '../reports/html.ts';
import { sampleCall, sampleFinding, sampleResult, sampleRule } from '../results/testing/sample-result.ts';
import { findChromium } from '../reports/testing/find-chromium.ts';
import { median } from './results-page.ts';

const RULES = 2_000;
const FINDINGS = 500;
const CALLS = 8;
const ROUNDS = 7;

const suites = ['contacts', 'context', 'errors', 'listing', 'regions', 'signing', 'validation', 'wire'];
const operations = ['GetAlternateContact', 'PutAlternateContact', 'ListRegions', 'EnableRegion'];
const calls = Array.from({ length: CALLS }, () =>
  sampleCall('PutAlternateContact', '200 with an empty body'),
);
const rules = Array.from({ length: RULES }, (_, index) => {
  const id = `${suites[index % suites.length]}/rule-with-a-name-of-usual-length/${index}`;
  const rule = sampleRule(id, { operations: [operations[index % operations.length] ?? ''] });
  if (index >= FINDINGS) return rule;
  const [exchange] = sampleFinding(id).exchanges;
  const exchanges = exchange ? calls.map(() => exchange) : [];
  return { ...rule, outcome: 'fail' as const, findings: [sampleFinding(id, { calls, exchanges })] };
});
const html = toHtml(sampleResult({ rules }));
const directory = await mkdtemp(join(tmpdir(), 'account-conformance-bench-'));
const file = join(directory, 'report.html');
await writeFile(file, html);

const browser = await chromium.launch({
  executablePath: findChromium(process.env),
  chromiumSandbox: process.getuid?.() !== 0,
});
const [opened, filtered]: [number[], number[]] = [[], []];
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await page.goto(pathToFileURL(file).href);
    // By the browser's own clock, from the start of the navigation to the frame after all has loaded.
    opened.push(
      await page.evaluate<number>(
        'new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.getEntriesByType("navigation")[0].loadEventEnd))))',
      ),
    );
    filtered.push(
      await page.evaluate<number>(`new Promise((done) => {
        const started = performance.now();
        const field = document.querySelector('[name=text]');
        field.value = 'rule 1999';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
      })`),
    );
    await page.close();
  }
} finally {
  await browser.close();
  await rm(directory, { recursive: true });
}
const size = (html.length / 1024 / 1024).toFixed(1);
process.stdout.write(
  `${RULES} rules, ${FINDINGS} findings, ${size} MiB: open ${Math.round(median(opened))} ms, filter ${Math.round(median(filtered))} ms (median of ${ROUNDS})\n`,
);
