import { countOutcomes, describeCounts, OUTCOMES } from '../../results/outcomes.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { formatDuration } from '../../results/text/wording.ts';
import type { Outcome, RuleResult } from '../../results/record.ts';
import type { Style } from './terminal-style.ts';

/** Back to the first column, and the line erased. */
const CLEAR_LINE = '\r\u001B[2K';

export interface Progress {
  ruleDone(rule: RuleResult, done: number): void;
  /** Takes a live line away. */
  end(): void;
}

/** One live line that is written over and over. */
export function liveProgress(write: (text: string) => void, columns: () => number, total: number): Progress {
  const counts: Record<Outcome, number> = { ...countOutcomes([]) };
  let written = false;
  return {
    ruleDone({ id, outcome }, done) {
      counts[outcome] += 1;
      written = true;
      const text = `${done}/${total}  ${describeCounts(counts)}  ${escapeInvisible(id)}`;
      write(
        `${CLEAR_LINE}${Array.from(text)
          .slice(0, Math.max(columns() - 1, 1))
          .join('')}`,
      );
    },
    end() {
      if (written) write(CLEAR_LINE);
    },
  };
}

/** A plain line for each suite when its last rule is done. */
export function plainProgress(
  write: (text: string) => void,
  totals: Readonly<Record<string, number>>,
  style: Style,
): Progress {
  const bySuite = new Map<string, RuleResult[]>();
  const width = Math.max(0, ...Object.keys(totals).map((suite) => suite.length));
  return {
    ruleDone(rule) {
      const rules = [...(bySuite.get(rule.suite) ?? []), rule];
      bySuite.set(rule.suite, rules);
      if (rules.length !== totals[rule.suite]) return;
      const symbol = suiteSymbol(rules, style);
      const spent = formatDuration(rules.reduce((sum, { durationMs }) => sum + durationMs, 0));
      write(
        `${symbol} ${rule.suite.padEnd(width)}  ${describeCounts(countOutcomes(rules))}  ${style('dim', spent)}\n`,
      );
    },
    end() {},
  };
}

function suiteSymbol(rules: readonly RuleResult[], style: Style): string {
  if (rules.some(({ outcome }) => OUTCOMES[outcome].fails === 'always' || outcome === 'error')) {
    return style('red', '✗');
  }
  return rules.some(({ outcome }) => OUTCOMES[outcome].answered) ? style('green', '✓') : style('gray', '-');
}

/** Says nothing. */
export const noProgress: Progress = { ruleDone() {}, end() {} };
