import { escapeInvisible } from '../results/text/escape-invisible.ts';
import { resultMessage, resultText } from './text/describe-finding.ts';
import { failsRun } from '../results/outcomes.ts';
import type { Outcome, RuleResult, RunResult } from '../results/record.ts';
import { runProblems } from '../results/run-problems.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
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
        toolExecutionNotifications: runProblems(result).map(({ message }) => ({
          level: 'error',
          message: { text: plainText(message) },
        })),
      },
    ],
    results: reported.map(({ rule, level }, ruleIndex) => ({
      ruleId: rule.id,
      ruleIndex,
      level,
      message: {
        text: plainText(
          [resultMessage(rule), resultText(rule)].filter((text) => text !== '').join('\n\n') || rule.id,
        ),
      },
      locations: [locationOf(rule, artifact)],
      partialFingerprints: { bucket: rule.finding?.bucket ?? rule.id },
      ...(rule.outcome === 'known'
        ? { suppressions: [{ kind: 'external', justification: plainText(rule.reason ?? 'expected') }] }
        : {}),
    })),
    properties: { target: result.target.name, edition: result.edition, seed: result.seed },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
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
