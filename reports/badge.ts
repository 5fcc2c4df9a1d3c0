import { countNoun } from '../results/text/count-noun.ts';
import { countOutcomes } from '../results/count-outcomes.ts';
import { failsRun, OUTCOMES } from '../results/outcomes.ts';
import { missingOperations } from '../results/missing-operations.ts';
import type { RunResult } from '../results/record.ts';

/** The JSON that a shields.io endpoint badge reads. */
export function toBadge(result: RunResult): string {
  const good = result.exitCode === 0;
  const color = good ? 'brightgreen' : result.verdict === 'does not conform' ? 'red' : 'lightgrey';
  const badge = { schemaVersion: 1, label: 'account conformance', message: messageOf(result), color };
  return `${JSON.stringify(badge)}\n`;
}

function messageOf(result: RunResult): string {
  const { rules, strict = false, verdict, notImplemented } = result;
  if (verdict !== 'conforms' && verdict !== 'does not conform') return verdict;
  const answered = rules.filter(({ outcome }) => OUTCOMES[outcome].answered).length;
  const failing = rules.filter(({ outcome }) => failsRun(outcome, strict)).length;
  if (failing > 0) return `${failing} of ${countNoun(answered, 'rule')} ${failing === 1 ? 'fails' : 'fail'}`;
  const missing = missingOperations(notImplemented, rules).length;
  if (missing > 0) return `${missing} not implemented`;
  const passing = countOutcomes(rules).pass;
  return `${countNoun(passing, 'rule')} ${passing === 1 ? 'passes' : 'pass'}`;
}
