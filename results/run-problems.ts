import { OUTCOMES } from './outcomes.ts';
import type { RunResult, RuleResult } from './record.ts';

/** What is wrong with a run beside its rules: a format that lists only tests would look green without it. */
interface RunProblem {
  /** Unique among the rules and the problems of a result. */
  readonly id: string;
  readonly kind: 'failure' | 'error';
  readonly message: string;
}

/** Operations that are not implemented though nobody expects that, state left behind, and a run without a verdict. Empty for a sound run. */
export function runProblems(result: RunResult): RunProblem[] {
  const missing = missingOperations(result.notImplemented, result.rules);
  const problems: RunProblem[] = missing.map((operation) => ({
    id: implementedId(operation),
    kind: 'failure',
    message: `${operation} is not implemented: a valid request got neither a success nor an error of the contract. Its rules are blocked.`,
  }));
  for (const [index, left] of result.notRestored.entries()) {
    problems.push({ id: `run/restored/${index + 1}`, kind: 'error', message: `Not restored: ${left}` });
  }
  if (result.verdict !== 'conforms' && result.verdict !== 'does not conform') {
    problems.push({ id: 'run/verdict', kind: 'error', message: result.summary });
  }
  return problems;
}

/** Those that no rule of the result tells: in a format that counts tests, what fails once counts once. */
export function untoldProblems(result: RunResult): RunProblem[] {
  const told = new Set(
    result.rules.flatMap(({ outcome, operations }) =>
      OUTCOMES[outcome].fails === 'always' && operations.length === 1
        ? operations.map((operation) => implementedId(operation))
        : [],
    ),
  );
  return runProblems(result).filter(({ id }) => !told.has(id));
}

function implementedId(operation: string): string {
  return `run/implemented/${operation}`;
}

/** The operations that are not implemented although nobody expects that: no rule about such a one alone is known to fail. */
export function missingOperations(
  notImplemented: readonly string[],
  rules: readonly Pick<RuleResult, 'operations' | 'outcome'>[],
): string[] {
  const known = rules.filter(({ outcome, operations }) => outcome === 'known' && operations.length === 1);
  const expected = new Set(known.flatMap(({ operations }) => operations));
  return notImplemented.filter((operation) => !expected.has(operation));
}
