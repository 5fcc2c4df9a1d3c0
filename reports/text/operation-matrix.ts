import { countOutcomes, OUTCOME_ORDER, type OutcomeCounts } from '../../results/outcomes.ts';
import type { Outcome, RuleResult } from '../../results/record.ts';

/** What came of the rules of one suite that send one operation. */
export interface MatrixCell {
  readonly total: number;
  readonly counts: OutcomeCounts;
  /** The outcome that asks for action most. */
  readonly worst: Outcome;
}

/** Operations × suites. A rule that sends several operations counts for each; `null`: it names none. */
export interface OperationMatrix {
  readonly suites: readonly string[];
  readonly rows: readonly {
    readonly operation: string | null;
    /** In the order of the suites; `null`: no rule. */
    readonly cells: readonly (MatrixCell | null)[];
  }[];
}

export function operationMatrix(rules: readonly RuleResult[]): OperationMatrix {
  const suites = [...new Set(rules.map(({ suite }) => suite))].toSorted();
  const operations = [...new Set(rules.flatMap((rule) => rule.operations))].toSorted();
  const named = operations.map((operation) => ({
    operation,
    rules: rules.filter((rule) => rule.operations.includes(operation)),
  }));
  const unnamed = rules.filter((rule) => rule.operations.length === 0);
  const rows = unnamed.length === 0 ? named : [...named, { operation: null, rules: unnamed }];
  return {
    suites,
    rows: rows.map((row) => ({
      operation: row.operation,
      cells: suites.map((suite) => cellOf(row.rules.filter((rule) => rule.suite === suite))),
    })),
  };
}

function cellOf(rules: readonly RuleResult[]): MatrixCell | null {
  const counts = countOutcomes(rules);
  const worst = OUTCOME_ORDER.find((outcome) => counts[outcome] > 0);
  return worst === undefined ? null : { total: rules.length, counts, worst };
}
