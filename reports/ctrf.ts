import { describeDeviation } from './text/describe-deviation.ts';
import { resultMessage, resultText } from './text/describe-finding.ts';
import { escapeInvisible } from '../results/text/escape-invisible.ts';
import { OUTCOMES, type JUnitChild } from '../results/outcomes.ts';
import type { RuleResult, RunResult } from '../results/record.ts';
import { untoldProblems } from '../results/run-problems.ts';

const SPEC_VERSION = '0.0.0';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

/** What a dashboard that reads JUnit shows, so that both agree; an error is red there too. */
const STATUSES: Readonly<Record<JUnitChild, Status>> = {
  none: 'passed',
  failure: 'failed',
  error: 'failed',
  skipped: 'skipped',
};

interface CtrfTest {
  readonly name: string;
  readonly status: Status;
  readonly [member: string]: unknown;
}

/** Common Test Report Format, one test per rule; times are whole milliseconds. */
export function toCtrf(result: RunResult): string {
  const tests: CtrfTest[] = [
    ...result.rules.map((rule) => testOf(rule, result.strict ?? false)),
    ...untoldProblems(result).map(({ id, kind, message }) => ({
      name: escapeInvisible(id),
      status: 'failed' as const,
      rawStatus: kind,
      duration: 0,
      suite: ['run'],
      message: escapeInvisible(message),
    })),
  ];
  const count = (status: Status) => tests.filter((one) => one.status === status).length;
  const start = Date.parse(result.startedAt);
  const report = {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    generatedBy: result.tool.name,
    timestamp: result.startedAt,
    results: {
      tool: { name: result.tool.name, version: result.tool.version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        flaky: result.rules.filter(({ outcome }) => outcome === 'flaky').length,
        suites: new Set(result.rules.map(({ suite }) => suite)).size,
        start,
        stop: start + Math.round(result.durationMs),
        extra: {
          verdict: result.verdict,
          exitCode: result.exitCode,
          summary: escapeInvisible(result.summary),
          ...(result.deviations ? { inSpiteOf: result.deviations.map(describeDeviation) } : {}),
        },
      },
      tests,
      environment: {
        testEnvironment: escapeInvisible(result.target.name),
        extra: { endpoint: result.target.endpoint, edition: result.edition, seed: result.seed },
      },
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function testOf(rule: RuleResult, strict: boolean): CtrfTest {
  const { junit, junitStrict } = OUTCOMES[rule.outcome];
  const message = resultMessage(rule);
  const trace = resultText(rule);
  return {
    name: escapeInvisible(rule.id),
    status: STATUSES[strict ? junitStrict : junit],
    rawStatus: rule.outcome,
    duration: Math.round(rule.durationMs),
    suite: [escapeInvisible(rule.suite)],
    type: 'conformance',
    tags: [rule.level, ...rule.operations],
    ...(message === '' ? {} : { message }),
    ...(trace === '' ? {} : { trace }),
    ...(rule.secondRun ? { flaky: rule.outcome === 'flaky', retries: 1 } : {}),
    extra: {
      level: rule.level,
      source: rule.source,
      statement: rule.statement,
      seed: rule.seed,
      ...(rule.findings ? { findings: rule.findings.map(({ id }) => escapeInvisible(id)) } : {}),
      ...(rule.blockedBy ? { blockedBy: rule.blockedBy.map((id) => escapeInvisible(id)) } : {}),
    },
  };
}
