import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Outcome, RunResult } from '../results/record.ts';
import { sampleResult, sampleRule } from '../results/testing/sample-result.ts';
import { createTerminalReporter, type TerminalOptions } from './terminal.ts';

/** Plays a whole run and returns what was written. */
function outputOf(result: RunResult, options: Partial<TerminalOptions> = {}): string {
  let output = '';
  const reporter = createTerminalReporter({
    write: (text) => {
      output += text;
    },
    columns: () => 80,
    color: false,
    interactive: false,
    quiet: false,
    ...options,
  });
  const totals = Object.fromEntries(
    [...Map.groupBy(result.rules, ({ suite }) => suite)].map(([suite, { length }]) => [suite, length]),
  );
  reporter.start({ ...result, totals });
  for (const rule of result.rules) reporter.ruleDone(rule);
  reporter.finish(result);
  return output;
}

test('the whole output of a run with every outcome', () => {
  expect(outputOf(sampleResult())).toMatchSnapshot();
});

test('the whole output of a strict run', () => {
  expect(outputOf(sampleResult({ strict: true }))).toMatchSnapshot();
});

test('the whole output of a passing run', () => {
  const rules = [sampleRule('contacts/a'), sampleRule('contacts/b'), sampleRule('wire/c')];
  expect(outputOf(sampleResult({ rules, notImplemented: [] }))).toMatchSnapshot();
});

test('quiet output is what fails, and the verdict', () => {
  expect(outputOf(sampleResult(), { quiet: true })).toMatchSnapshot();
});

test('colour changes nothing but the colour, and without it nothing acts on the terminal', () => {
  const plain = outputOf(sampleResult());
  const coloured = outputOf(sampleResult(), { color: true });
  expect(coloured).not.toBe(plain);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
  expect(plain.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
});

test('what is known only at the end is counted in the last line of its suite', () => {
  const [a, b, c] = ['contacts/a', 'contacts/b', 'wire/c'].map((id) => sampleRule(id));
  if (!a || !b || !c) throw new Error('no rules');
  let output = '';
  const write = (text: string) => void (output += text);
  const plain = { columns: () => 80, color: false, interactive: false, quiet: false };
  const reporter = createTerminalReporter({ write, ...plain });
  const invariant = sampleRule('wire/invariant');
  const result = sampleResult({
    rules: [a, { ...b, outcome: 'fixed' }, c, invariant, sampleRule('errors/told')],
    notImplemented: [],
  });
  reporter.start({ ...result, totals: { contacts: 2, wire: 2 } });
  for (const rule of [c, a, b]) reporter.ruleDone(rule);
  reporter.finish(result);
  const lines = output.split('\n').filter((line) => /^. (contacts|wire|errors) /.test(line));
  expect(lines.map((line) => line.replace(/ {2}[^ ]+ ms$/, ''))).toEqual([
    '✓ contacts  2 passed',
    '✗ contacts  1 fixed, 1 passed',
    '✓ wire      2 passed',
    '✓ errors    1 passed',
  ]);
});

test('on a terminal one line is written over, never wider than the window', () => {
  const output = outputOf(sampleResult(), { interactive: true, columns: () => 30 });
  const live = output.split('\r\u001B[2K').slice(1, -1);
  expect(live).toHaveLength(sampleResult().rules.length);
  for (const text of live) expect(text.length).toBeLessThan(30);
  expect(live[0]).toMatch(/^1\/14 {2}1 passed/);
  expect(live.join('')).not.toContain('\n');
});

test('a passing run writes at most 200 lines, however many rules and reasons it has', () => {
  const outcomes: Outcome[] = ['pass', 'warn', 'observed', 'skipped', 'blocked', 'flaky', 'known'];
  const rules = Array.from({ length: 3_000 }, (_, index) =>
    sampleRule(`suite-${index % 14}/rule-${index}`, {
      outcome: outcomes[index % outcomes.length] ?? 'pass',
      reason: `reason ${index}`,
    }),
  );
  const result = sampleResult({ rules, notImplemented: [] });
  expect(result.exitCode).toBe(0);
  const lines = outputOf(result).split('\n');
  expect(lines.length).toBeLessThanOrEqual(200);
  expect(lines.length).toBeGreaterThan(100);
});

test('the last line is the verdict', () => {
  const result = sampleResult();
  expect(outputOf(result).trimEnd().split('\n').at(-1)).toContain(result.summary);
});
