import { countNoun, formatDuration } from '../results/text/wording.ts';
import { escapeInvisible } from '../results/text/escape-invisible.ts';
import type { RuleResult, RunResult } from '../results/record.ts';
import { liveProgress, noProgress, plainProgress, type Progress } from './terminal/terminal-progress.ts';
import { failingLine, failingRules, terminalSections } from './terminal/terminal-sections.ts';
import { terminalStyle } from './terminal/terminal-style.ts';

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
  /** How many rules of each suite will run. */
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
      progress.end();
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
