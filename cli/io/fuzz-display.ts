import type { FuzzFinding } from '../../fuzz/fuzz-finding.ts';
import type { FuzzOutcome, FuzzProgress } from '../../fuzz/fuzzer.ts';
import { countNoun } from '../../results/text/count-noun.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { formatDuration } from '../../results/text/format-duration.ts';
import { terminalStyle } from '../../reports/terminal/terminal-style.ts';

export interface FuzzDisplayOptions {
  readonly write: (text: string) => void;
  readonly columns: () => number;
  readonly color: boolean;
  /** A live line instead of a line now and then. */
  readonly interactive: boolean;
  readonly timeMs: number | null;
}

export interface FuzzDisplay {
  start(about: { target: string; endpoint: string; seed: number; directory: string }): void;
  progress(progress: FuzzProgress): void;
  finding(finding: FuzzFinding): void;
  end(outcome: FuzzOutcome, exitCode: number): void;
}

/** Back to the first column, and the line erased. */
const CLEAR_LINE = '\r\u001B[2K';
const LIVE_EVERY_MS = 100;
const PLAIN_EVERY_MS = 10_000;
const WORTH_TELLING_MS = 1000;

/** Says what a fuzz run does: one live line or a line now and then, each new finding at once, and what came of it. */
export function createFuzzDisplay(options: FuzzDisplayOptions): FuzzDisplay {
  const { write, columns, interactive, timeMs, color } = options;
  const style = terminalStyle(color);
  let shownAt = 0;
  const clear = () => {
    if (interactive) write(CLEAR_LINE);
  };
  const line = (text: string) => write(`${escapeInvisible(text)}\n`);
  return {
    start({ target, endpoint, seed, directory }) {
      line(`fuzz  ${target} (${endpoint}), seed ${seed}, corpus ${directory}`);
    },
    progress(progress) {
      const { elapsedMs } = progress;
      if (elapsedMs - shownAt < (interactive ? LIVE_EVERY_MS : PLAIN_EVERY_MS)) return;
      shownAt = elapsedMs;
      const left = timeMs === null ? '' : `  ${formatDuration(Math.max(0, timeMs - elapsedMs))} left`;
      const text = `${figures(progress)}${left}`;
      if (interactive) write(`${CLEAR_LINE}${text.slice(0, Math.max(columns() - 1, 1))}`);
      else line(text);
    },
    finding({ rule, level, operation, expected, actual, calls, reproduced, reproduce }) {
      clear();
      const { times, of } = reproduced;
      const firmness = times === of ? '' : `, flaky: reproduced ${times} of ${of}`;
      const mark = level === 'must' ? style('red', '✗') : style('yellow', '!');
      write(`${mark} `);
      line(`${rule}  ${operation ?? ''} (${level}, ${countNoun(calls.length, 'call')}${firmness})`);
      const { command, curl } = reproduce;
      for (const text of [`expected ${expected}`, `got ${actual}`, command, curl]) {
        if (text !== null) line(`    ${text}`);
      }
    },
    end(outcome, exitCode) {
      clear();
      for (const { rule, operation, count } of outcome.findings)
        line(`  ${rule} ${operation ?? ''}: ${count}×`);
      if (outcome.dropped > 0) line(`  ${outcome.dropped} answers in further buckets`);
      for (const problem of outcome.notRestored) line(`not restored: ${problem}`);
      if (outcome.fault !== null) line(`the run ended: ${outcome.fault}`);
      if (outcome.unreachable !== null) line(`unreachable: ${outcome.unreachable}`);
      const good = exitCode === 0;
      write(`${style(['bold', good ? 'green' : 'red'], good ? '✓' : '✗')} `);
      const restoring =
        outcome.restoringMs < WORTH_TELLING_MS
          ? ''
          : `, and ${formatDuration(outcome.restoringMs)} to put the state back`;
      line(`${figures(outcome)} in ${formatDuration(outcome.elapsedMs)}${restoring} (exit code ${exitCode})`);
    },
  };
}

function figures({
  requests,
  elapsedMs,
  sequences,
  behaviours,
  corpus,
  buckets,
  hits,
}: FuzzProgress): string {
  const rate = Math.round((requests * 1000) / Math.max(elapsedMs, 1));
  const found = buckets === 0 ? 'no finding' : `${countNoun(buckets, 'finding')} (${hits}×)`;
  return [
    countNoun(requests, 'request'),
    `${rate}/s`,
    countNoun(sequences, 'sequence'),
    `${behaviours} behaviours`,
    `corpus ${corpus}`,
    found,
  ].join('  ');
}
