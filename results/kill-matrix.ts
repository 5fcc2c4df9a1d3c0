import { countNoun } from './text/count-noun.ts';

/** What became of one mutant: only the first is a proof of its rule. */
export type MutantOutcome =
  'killed' | 'killed for another reason' | 'killed by another rule only' | 'survived';

/** One mutant and what its rule made of it. */
export interface MutantRow {
  readonly id: string;
  readonly kind: 'derived' | 'written';
  readonly fault: string;
  /** The rule or invariant that must catch it. */
  readonly rule: string;
  /** What the finding must hold; `null`: any finding of the rule will do. */
  readonly because: string | null;
  readonly outcome: MutantOutcome;
  /** The named rule's finding; `null`: it found nothing. */
  readonly finding: { readonly expected: string; readonly actual: string } | null;
  /** What became of the named rule where it found nothing. */
  readonly note: string | null;
  /** Other rules that failed, of those that ran. */
  readonly others: readonly string[];
  readonly requests: number;
  readonly durationMs: number;
}

/** The kill matrix: what `mutants --json` writes. */
export interface MutantsReport {
  readonly schemaVersion: 1;
  /** Whose rules and mutants: of a later one only what it adds. */
  readonly edition: string;
  readonly seed: number;
  readonly runs: number;
  /** Whether every rule judged every mutant. */
  readonly full: boolean;
  readonly durationMs: number;
  /** The service without a fault: every problem of it makes the matrix worthless. */
  readonly clean: {
    readonly problems: readonly {
      readonly rule: string;
      readonly outcome: string;
      readonly reason: string;
    }[];
    readonly rules: number;
    readonly requests: number;
  };
  readonly total: number;
  /** By the named rule and for the stated reason. */
  readonly killed: number;
  readonly mutants: readonly MutantRow[];
}

/** Whether every mutant was killed as it says, and nothing was found where no fault is. */
export function isProven({ total, killed, clean }: MutantsReport): boolean {
  return killed === total && clean.problems.length === 0;
}

const SLOWEST = 3;

/** The matrix as text: a line per group, every survivor in full, and the kill rate last. */
export function killMatrixText(report: MutantsReport): string {
  const { clean, mutants, total, killed, edition, seed } = report;
  const lines = [
    `faultless run: ${clean.problems.length === 0 ? `${countNoun(clean.rules, 'rule')} ${clean.rules === 1 ? 'passes' : 'pass'}` : 'FAILED'} (${countNoun(clean.requests, 'request')})`,
    ...clean.problems.map(({ rule, outcome, reason }) => `  ${outcome} ${rule}: ${reason}`),
    '',
    ...groupLines(mutants),
    '',
    ...mutants.filter(({ outcome }) => outcome !== 'killed').flatMap(survivorLines),
    `slowest: ${slowest(mutants)}`,
    ...(report.full ? [`other rules that failed too: ${average(mutants)} per mutant`] : []),
    `kill rate ${rate(killed, total)} (${killed} of ${countNoun(total, 'mutant')}; edition ${edition}, seed ${seed}, ${countNoun(sum(mutants), 'request')}, ${(report.durationMs / 1000).toFixed(1)} s)`,
  ];
  return `${lines.join('\n')}\n`;
}

function groupLines(mutants: readonly MutantRow[]): string[] {
  const groups = Map.groupBy(mutants, groupOf);
  const width = Math.max(0, ...[...groups.keys()].map(({ length }) => length));
  return [...groups].map(([group, rows]) => {
    const dead = rows.filter(({ outcome }) => outcome === 'killed').length;
    return `  ${group.padEnd(width)}  ${`${dead}/${rows.length}`.padStart(9)}  ${countNoun(sum(rows), 'request')}`;
  });
}

/** Derived ones by their operation, written ones by the suite of their rule. */
export function groupOf({ id, kind, rule }: MutantRow): string {
  return kind === 'derived' ? `derived/${id.split('/')[1] ?? ''}` : `written/${rule.split('/')[0] ?? ''}`;
}

function survivorLines({ id, outcome, fault, rule, because, finding, note, others }: MutantRow): string[] {
  return [
    `${outcome.toUpperCase()}: ${id}`,
    `  fault     ${fault}`,
    `  rule      ${rule}${note === null ? '' : ` (${note})`}`,
    ...(because === null ? [] : [`  reason    ${because}`]),
    ...(finding ? [`  expected  ${finding.expected}`, `  actual    ${finding.actual}`] : []),
    ...(others.length > 0 ? [`  others    ${others.join(', ')}`] : []),
    '',
  ];
}

function slowest(mutants: readonly MutantRow[]): string {
  return mutants
    .toSorted((one, other) => other.durationMs - one.durationMs)
    .slice(0, SLOWEST)
    .map(
      ({ id, durationMs, requests }) =>
        `${id} (${Math.round(durationMs)} ms, ${countNoun(requests, 'request')})`,
    )
    .join(', ');
}

function average(mutants: readonly MutantRow[]): string {
  return (mutants.reduce((all, { others }) => all + others.length, 0) / Math.max(1, mutants.length)).toFixed(
    1,
  );
}

function sum(rows: readonly MutantRow[]): number {
  return rows.reduce((all, { requests }) => all + requests, 0);
}

/** Never rounded up to 100 %. */
export function rate(killed: number, total: number): string {
  return total === 0 ? '0 %' : `${Math.floor((killed / total) * 1000) / 10} %`;
}
