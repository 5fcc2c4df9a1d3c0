import { missingOperations } from './missing-operations.ts';
import type { RunResult } from './record.ts';

/** What is wrong with a run beside its rules: a format that lists only tests would look green without it. */
export interface RunProblem {
  /** Unique among the rules and the problems of a result. */
  readonly id: string;
  readonly kind: 'failure' | 'error';
  readonly message: string;
}

/** Operations that are not implemented though nobody expects that, state left behind, and a run without a verdict. Empty for a sound run. */
export function runProblems(result: RunResult): RunProblem[] {
  const missing = missingOperations(result.notImplemented, result.rules);
  const problems: RunProblem[] = missing.map((operation) => ({
    id: `run/implemented/${operation}`,
    kind: 'failure',
    message: `${operation} is not implemented: a valid request was answered with an error that the contract does not have. Its rules are blocked.`,
  }));
  for (const [index, left] of result.notRestored.entries()) {
    problems.push({ id: `run/restored/${index + 1}`, kind: 'error', message: `Not restored: ${left}` });
  }
  if (result.verdict !== 'conforms' && result.verdict !== 'does not conform') {
    problems.push({ id: 'run/verdict', kind: 'error', message: result.summary });
  }
  return problems;
}
