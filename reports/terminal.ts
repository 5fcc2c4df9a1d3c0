import { countNoun, formatDuration } from '../results/text/wording.ts';
import { escapeInvisible } from '../results/text/escape-invisible.ts';
import type { RuleResult, RunResult, Outcome } from '../results/record.ts';
import { failingLine, failingRules, terminalSections } from './terminal/terminal-sections.ts';
import { terminalStyle, type Style } from './terminal/terminal-style.ts';
import { countOutcomes, describeCounts, OUTCOMES } from '../results/outcomes.ts';

/** Back to the first column, and the line erased. */
const CLEAR_LINE = '\r\u001B[2K';

export interface TerminalOptions {
  readonly write: (text: string) => void;
  /** Asked again for each live line, since windows change. */
  readonly columns: () => number;
  readonly color: boolean;
  /** A live line instead of a line per suite. */
  readonly interactive: boolean;
  /** Only what fails, a line each, and the verdict. */
  readonly quiet: boolean;
}

/** What is known before the first rule runs. */
interface RunStart extends Pick<RunResult, 'tool' | 'edition' | 'seed'> {
  readonly target: { readonly name: string; readonly endpoint: string };
  /** How many rules of each suite will be reported. */
  readonly totals: Readonly<Record<string, number>>;
}

export interface TerminalReporter {
  start(info: RunStart): void;
  ruleDone(rule: RuleResult): void;
  /** `changes`: what is different from an older run, as plain lines. */
  finish(result: RunResult, changes?: readonly string[]): void;
}

/** Progress while a run goes on, then its findings and, last, the verdict in one line. */
export function createTerminalReporter(options: TerminalOptions): TerminalReporter {
  const { write, columns, color, interactive, quiet } = options;
  const style = terminalStyle(color);
  let progress: Progress = noProgress;
  let done = 0;
  return {
    start({ tool, edition, seed, target, totals }) {
      if (quiet) return;
      const total = Object.values(totals).reduce((sum, count) => sum + count, 0);
      const about = `${target.name} (${target.endpoint}), edition ${edition}, ${countNoun(total, 'rule')}, seed ${seed}`;
      write(`${style('bold', `${tool.name} ${tool.version}`)}  ${escapeInvisible(about)}\n`);
      progress = interactive ? liveProgress(write, columns, total) : plainProgress(write, totals, style);
    },
    ruleDone(rule) {
      done += 1;
      progress.ruleDone(rule, done);
    },
    finish(result, changes = []) {
      progress.end(result.rules);
      const lines = quiet
        ? failingRules(result).map((rule) => failingLine(rule, result.strict ?? false, style))
        : [...terminalSections(result, style), ''];
      const good = result.exitCode === 0;
      const figures = `${countNoun(result.requests, 'request')}, ${formatDuration(result.durationMs)}, seed ${result.seed}`;
      const verdict = style(
        ['bold', good ? 'green' : 'red'],
        `${good ? '✓' : '✗'} ${escapeInvisible(result.summary)}`,
      );
      write(
        `${[...lines, ...changes.map((change) => escapeInvisible(change)), ...(changes.length > 0 ? [''] : []), `${verdict} ${style('dim', `(${figures}, exit code ${result.exitCode})`)}`].join('\n')}\n`,
      );
    },
  };
}

interface Progress {
  ruleDone(rule: RuleResult, done: number): void;
  /** Takes a live line away, and says of each suite what it came to, where that was not said yet. */
  end(rules: readonly RuleResult[]): void;
}

/** One live line that is written over and over. */
function liveProgress(write: (text: string) => void, columns: () => number, total: number): Progress {
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

/**
 * A plain line for each suite when its last rule is done; at the end for what is known only then, such as invariants.
 * The last line of a suite is what the verdict counts.
 */
function plainProgress(
  write: (text: string) => void,
  totals: Readonly<Record<string, number>>,
  style: Style,
): Progress {
  const bySuite = new Map<string, RuleResult[]>();
  const said = new Map<string, string>();
  const width = Math.max(0, ...Object.keys(totals).map((suite) => suite.length));

  function say(suite: string, rules: readonly RuleResult[]): void {
    const counts = describeCounts(countOutcomes(rules));
    if (said.get(suite) === counts) return;
    said.set(suite, counts);
    const spent = formatDuration(rules.reduce((sum, { durationMs }) => sum + durationMs, 0));
    write(`${suiteSymbol(rules, style)} ${suite.padEnd(width)}  ${counts}  ${style('dim', spent)}\n`);
  }

  return {
    ruleDone(rule) {
      const rules = [...(bySuite.get(rule.suite) ?? []), rule];
      bySuite.set(rule.suite, rules);
      if (rules.length === totals[rule.suite]) say(rule.suite, rules);
    },
    end(all) {
      for (const [suite, rules] of Map.groupBy(all, (rule) => rule.suite)) say(suite, rules);
    },
  };
}

function suiteSymbol(rules: readonly RuleResult[], style: Style): string {
  if (rules.some(({ outcome }) => OUTCOMES[outcome].fails === 'always' || outcome === 'error')) {
    return style('red', '✗');
  }
  return rules.some(({ outcome }) => OUTCOMES[outcome].answered) ? style('green', '✓') : style('gray', '-');
}

/** Says nothing. */
const noProgress: Progress = { ruleDone() {}, end() {} };
