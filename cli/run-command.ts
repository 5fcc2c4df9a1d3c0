import { createTerminalReporter } from '../reports/terminal.ts';
import type { Edition } from '../spec/contract.ts';
import type { Tier } from '../targets/target.ts';
import { interruption } from './interruption.ts';
import type { TargetOptions } from './open-target.ts';
import { openTarget } from './open-target.ts';
import type { ReportPaths } from './report-files.ts';
import { checkWritable, reportFiles, writeReports } from './report-files.ts';
import { DEFAULT_RUNS, DEFAULT_WORKERS, freshSeed, runConformance } from './run-conformance.ts';
import { parseShard } from './shard.ts';
import { tool } from './tool.ts';

/** The options of `run` as commander gives them. */
export interface RunOptions extends TargetOptions, ReportPaths {
  readonly suite?: string[];
  readonly rule?: string[];
  readonly operation?: string[];
  readonly edition: Edition;
  readonly seed?: number;
  readonly runs?: number;
  readonly workers?: number;
  readonly order?: 'seed' | 'id';
  readonly tier?: Tier;
  readonly strict?: boolean;
  readonly bail?: boolean;
  readonly requireComplete?: boolean;
  readonly shard?: string;
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** Runs, shows and writes; the exit code. */
export async function runCommand(given: RunOptions): Promise<number> {
  const shard = parseShard(given.shard);
  const { target: opened, config, close } = await openTarget(given);
  const options: RunOptions = { ...config?.run, ...given };
  const {
    strict = false,
    seed = freshSeed(),
    runs = DEFAULT_RUNS,
    workers = DEFAULT_WORKERS,
    timeout,
  } = options;
  const target =
    timeout === undefined ? opened : { ...opened, timing: { ...opened.timing, requestTimeout: timeout } };
  const { edition } = options;
  const { name, endpoint } = target;
  const files = reportFiles(options);
  const { stdout } = process;
  const reporter = createTerminalReporter({
    write: (text) => stdout.write(text),
    columns: () => stdout.columns ?? 100,
    color: stdout.isTTY && stdout.hasColors() && !process.env['NO_COLOR'],
    interactive: stdout.isTTY && !process.env['CI'],
    quiet: options.quiet ?? false,
  });
  const { signal, dispose } = interruption((message) => process.stderr.write(`${message}\n`));
  try {
    await checkWritable(files);
    const selection = {
      suites: options.suite ?? [],
      rules: options.rule ?? [],
      operations: options.operation ?? [],
      shard,
    };
    const result = await runConformance({
      target,
      edition,
      selection,
      seed,
      runs,
      workers,
      strict,
      bail: options.bail ?? false,
      requireComplete: options.requireComplete ?? false,
      signal,
      ...(options.order ? { order: options.order } : {}),
      ...(options.tier ? { tier: options.tier } : {}),
      onStart: (totals) =>
        reporter.start({ tool, edition, seed, target: { name, endpoint: endpoint.href }, totals }),
      onRule: (rule) => reporter.ruleDone(rule),
    });
    await writeReports(files, result);
    reporter.finish(result);
    return result.exitCode;
  } finally {
    dispose();
    await close();
  }
}
