import junit, { type Builder, type TestCase, type TestSuite } from 'junit-report-builder';
import { describeResent } from '../results/text/wording.ts';
import { describeDeviation, IN_SPITE_OF } from './text/describe-deviation.ts';
import { resultMessage, resultText } from './text/describe-finding.ts';
import { escapeInvisible } from '../results/text/escape-invisible.ts';
import { OUTCOMES, type JUnitChild } from '../results/outcomes.ts';
import type { RecordedDeviation, RuleResult, RunResult } from '../results/record.ts';
import { untoldProblems } from '../results/run-problems.ts';
import { describeExcluded } from '../results/verdict.ts';

// Its types describe the ES module, Node loads the CommonJS one, which is the builder itself.
const junitBuilder = junit as unknown as Builder;

/** Stands in a text where a CDATA section must be split; escaped texts never hold it. */
const SPLIT = '\u200B';

/**
 * JUnit XML as Jenkins's junit-10.xsd has it: one test suite per suite, one test case per rule, named by its id.
 * Level, source and seed stand in a case's output, because that schema gives cases no properties.
 */
export function toJUnit(result: RunResult): string {
  const builder = junitBuilder.newBuilder().name('account-conformance');
  for (const [suite, rules] of Map.groupBy(result.rules, (rule) => rule.suite)) {
    const testSuite = addSuite(builder.testSuite(), suite, result, rules);
    for (const rule of rules) addRule(testSuite.testCase(), rule, result.strict ?? false);
  }
  const problems = untoldProblems(result);
  if (problems.length > 0) {
    const testSuite = addSuite(builder.testSuite(), 'run', result, []);
    for (const { id, kind, message } of problems) {
      const testCase = testSuite.testCase().className('account-conformance.run').name(safe(id)).time(0);
      addChild(testCase, kind, safe(message), 'run', '');
    }
  }
  // The schema has no count of skipped cases on the root element, and the builder always writes it.
  const xml = builder.build().replace(/(<testsuites[^>]*?) skipped="\d+"/, '$1');
  return `${xml.replaceAll(SPLIT, ']]><![CDATA[')}\n`;
}

function addSuite(
  testSuite: TestSuite,
  name: string,
  result: RunResult,
  rules: readonly RuleResult[],
): TestSuite {
  testSuite
    .name(safe(name))
    .timestamp(result.startedAt.slice(0, 'yyyy-mm-ddThh:mm:ss'.length))
    .time(seconds(rules.reduce((sum, { durationMs }) => sum + durationMs, 0)));
  const left = describeExcluded(result.rules);
  const properties = {
    target: result.target.name,
    endpoint: result.target.endpoint,
    edition: result.edition,
    seed: String(result.seed),
    tool: `${result.tool.name} ${result.tool.version}`,
    verdict: result.verdict,
    resent: describeResent(result.resent) || 'nothing',
    ...(left === '' ? {} : { excluded: left }),
    ...(result.deviations?.length ? { [IN_SPITE_OF]: inSpiteOf(result.deviations) } : {}),
  };
  for (const [key, value] of Object.entries(properties)) testSuite.property(key, safe(value));
  return testSuite;
}

function inSpiteOf(deviations: readonly RecordedDeviation[]): string {
  return deviations.map(describeDeviation).join('\n');
}

function addRule(testCase: TestCase, rule: RuleResult, strict: boolean): void {
  const { junit: child, junitStrict } = OUTCOMES[rule.outcome];
  const message = resultMessage(rule);
  const text = resultText(rule);
  testCase
    .className(safe(`account-conformance.${rule.suite}`))
    .name(safe(rule.id))
    .time(seconds(rule.durationMs));
  const shown = strict ? junitStrict : child;
  addChild(testCase, shown, message || rule.outcome, rule.outcome, text);
  const about = [
    `outcome: ${rule.outcome}${message === '' ? '' : ` (${message})`}`,
    `level: ${rule.level}`,
    `requirement: ${rule.statement}`,
    `source: ${rule.source}`,
    `seed: ${rule.seed}`,
    ...(text !== '' && shown !== 'failure' && shown !== 'error' ? [text] : []),
  ];
  testCase.standardOutput(content(about.join('\n')));
}

function addChild(testCase: TestCase, child: JUnitChild, message: string, type: string, text: string): void {
  if (child === 'failure') testCase.failure(message, type).stacktrace(content(text || message));
  if (child === 'error') testCase.error(message, type, content(text || message));
  if (child === 'skipped') skipWithReason(testCase, message, type);
}

/** The builder knows a skip, but no reason of it: the element is completed when it is built. */
function skipWithReason(testCase: TestCase, message: string, type: string): void {
  testCase.skipped();
  const build = testCase.build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    const skipped = element.children.find((child) => 'name' in child && child.name === 'skipped');
    if (skipped && 'att' in skipped) (skipped as typeof element).att('message', message).att('type', type);
    return element;
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1_000;
}

function safe(text: string): string {
  return escapeInvisible(text, { lines: true });
}

/** For CDATA sections: the builder itself splits only the first end mark in a text. */
function content(text: string): string {
  return safe(text).replaceAll(']]>', `]]${SPLIT}>`);
}
