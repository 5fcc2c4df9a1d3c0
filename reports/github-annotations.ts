import { escapeInvisible } from '../results/text/escape-invisible.ts';
import { describeDeviation, IN_SPITE_OF } from './text/describe-deviation.ts';
import { resultMessage, resultText } from './text/describe-finding.ts';
import { failsRun, OUTCOME_ORDER } from '../results/outcomes.ts';
import type { Outcome, RunResult } from '../results/record.ts';
import { runProblems } from '../results/run-problems.ts';

/** GitHub shows ten annotations of a kind for a step, and drops the rest unseen. */
const MOST_OF_A_KIND = 10;

type Kind = 'error' | 'warning' | 'notice';

/** Workflow commands that annotate a GitHub run; the last one is the verdict. */
export function toGithubAnnotations(result: RunResult): string {
  const strict = result.strict ?? false;
  const problems = runProblems(result).map(({ id, message }) => ({
    kind: 'error' as Kind,
    id,
    text: escapeInvisible(message),
  }));
  const rules = OUTCOME_ORDER.flatMap((outcome) => {
    const kind = kindOf(outcome, strict);
    return kind === null
      ? []
      : result.rules
          .filter((rule) => rule.outcome === outcome)
          .map((rule) => ({ kind, id: rule.id, text: `${resultMessage(rule)}\n${resultText(rule)}` }));
  });
  const all = [...problems, ...rules];
  const lines = (['error', 'warning'] as const).flatMap((kind) =>
    all
      .filter((one) => one.kind === kind)
      .slice(0, MOST_OF_A_KIND)
      .map(({ id, text }) => command(kind, id, text.trim())),
  );
  const tolerated = (result.deviations ?? [])
    .slice(0, MOST_OF_A_KIND - 1)
    .map((deviation) => command('notice', IN_SPITE_OF, describeDeviation(deviation)));
  return `${[...lines, ...tolerated, command('notice', 'account-conformance', escapeInvisible(result.summary))].join('\n')}\n`;
}

function kindOf(outcome: Outcome, strict: boolean): Kind | null {
  if (outcome === 'error' || failsRun(outcome, strict)) return 'error';
  return outcome === 'warn' || outcome === 'flaky' ? 'warning' : null;
}

function command(kind: Kind, title: string, message: string): string {
  const name = escapeData(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${kind} title=${name}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
