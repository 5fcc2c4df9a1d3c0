import { escapeInvisible } from '../results/text/escape-invisible.ts';
import { describeDeviation, IN_SPITE_OF } from './text/describe-deviation.ts';
import { groupByReason, someIds } from './text/group-by-reason.ts';
import { resultMessage, resultText } from './text/describe-finding.ts';
import { failsRun } from '../results/outcomes.ts';
import type { Outcome, RuleResult, RunResult } from '../results/record.ts';
import { runProblems } from '../results/run-problems.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const IDS_OF_A_GROUP = 20;
const INFORMATION = 'https://www.npmjs.com/package/account-conformance';

/**
 * SARIF 2.1.0: a result for each rule that failed or warned. Code scanning wants a file to show a result at; `artifact`
 * is its path from the repository's root, usually the configuration.
 */
export function toSarif(result: RunResult, artifact: string = 'account-conformance.config.yaml'): string {
  const strict = result.strict ?? false;
  const reported = result.rules.flatMap((rule) => {
    const level = levelOf(rule.outcome, strict);
    return level === null ? [] : [{ rule, level }];
  });
  const run = {
    tool: {
      driver: {
        name: result.tool.name,
        version: result.tool.version,
        informationUri: INFORMATION,
        rules: reported.map(({ rule }) => descriptorOf(rule)),
      },
    },
    invocations: [
      {
        executionSuccessful: result.verdict === 'conforms' || result.verdict === 'does not conform',
        exitCode: result.exitCode,
        exitCodeDescription: plainText(result.summary),
        startTimeUtc: result.startedAt,
        toolExecutionNotifications: [
          ...runProblems(result).map(({ message }) => notification('error', message)),
          ...(result.deviations ?? []).map((one) =>
            notification('note', `${IN_SPITE_OF}: ${describeDeviation(one)}`),
          ),
          ...blockedLines(result.rules).map((text) => notification('note', text)),
        ],
      },
    ],
    results: reported.flatMap(({ rule, level }, ruleIndex) =>
      apart(rule).map((one) => ({
        ruleId: rule.id,
        ruleIndex,
        level,
        message: {
          text: plainText(
            [resultMessage(one), resultText(one)].filter((text) => text !== '').join('\n\n') || rule.id,
          ),
        },
        locations: [locationOf(rule, artifact)],
        partialFingerprints: { finding: one.findings?.[0]?.id ?? rule.id },
        ...(rule.outcome === 'known'
          ? { suppressions: [{ kind: 'external', justification: plainText(rule.reason ?? 'expected') }] }
          : {}),
      })),
    ),
    properties: { target: result.target.name, edition: result.edition, seed: result.seed },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** The rule once for each of its findings: code scanning follows each on its own. */
function apart(rule: RuleResult): RuleResult[] {
  const { findings = [] } = rule;
  return findings.length < 2 ? [rule] : findings.map((finding) => ({ ...rule, findings: [finding] }));
}

/** Which rules could not be judged for the findings of others. */
function blockedLines(rules: readonly RuleResult[]): string[] {
  const blocked = rules.filter(({ blockedBy = [] }) => blockedBy.length > 0);
  return groupByReason(blocked, 'blocked').map(
    (group) => `${group.reason}: ${someIds(group.rules, IDS_OF_A_GROUP)}`,
  );
}

function notification(level: 'error' | 'note', message: string): object {
  return { level, message: { text: plainText(message) } };
}

/** Text without effect in a SARIF message, in which brackets make a link. */
function plainText(text: string): string {
  return escapeInvisible(text, { lines: true }).replaceAll(/[[\]\\]/g, String.raw`\$&`);
}

function levelOf(outcome: Outcome, strict: boolean): 'error' | 'warning' | null {
  if (outcome === 'error') return null;
  if (failsRun(outcome, strict) || outcome === 'known') return 'error';
  return outcome === 'warn' || outcome === 'flaky' ? 'warning' : null;
}

function descriptorOf({ id, statement, source, level, suite }: RuleResult): object {
  return {
    id,
    shortDescription: { text: statement },
    help: { text: `Source: ${source}` },
    properties: { tags: [suite, level] },
  };
}

function locationOf({ operations }: RuleResult, artifact: string): object {
  return {
    physicalLocation: { artifactLocation: { uri: artifact }, region: { startLine: 1 } },
    logicalLocations: operations.map((name) => ({ name, kind: 'function' })),
  };
}
