import { compareResults, describeComparison } from '../../results/compare.ts';
import { DEFAULT_EDITION, type Edition } from '../../spec/contract.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { formatDuration } from '../../results/text/wording.ts';
import { isGoverned } from '../../targets/pacing/governor.ts';
import { allowedTier } from '../../targets/guard/allowed-values.ts';
import type { Tier } from '../../targets/target.ts';
import {
  tellGithub,
  checkWritable,
  exitCodeWithout,
  reportFiles,
  writeReports,
  type ReportPaths,
} from '../io/report-files.ts';
import { UsageError } from '../io/exit.ts';
import { interruption } from '../io/interruption.ts';
import { namesOf, runAgainOptions } from '../options/run-again-options.ts';
import { openTarget, type TargetOptions } from '../run/open-target.ts';
import { readResult } from '../io/read-result.ts';
import { DEFAULT_RUNS, freshSeed, runConformance, type RunSettings } from '../run/run-conformance.ts';
import { openTerminal } from '../io/terminal.ts';
import { tool } from '../io/tool.ts';
import type { Selection } from '../../suites/select.ts';
import type { RunConfig } from '../../targets/config/config-schema.ts';
import { MOST } from '../../targets/config/read-text-file.ts';
import type { KnownFailure } from '../../results/known-failures.ts';
import { readKnownFailures, updateKnownFailures } from '../io/known-failures-file.ts';

/** The options of `run` as commander gives them. */
interface RunOptions extends TargetOptions, ReportPaths {
  readonly suite?: string[];
  readonly rule?: string[];
  readonly operation?: string[];
  readonly exclude?: string[];
  readonly edition?: Edition;
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
  readonly maxRequestsPerSecond?: number;
  readonly journal?: string;
  readonly restoreFirst?: boolean;
  readonly wait?: number;
  readonly maxDuration?: number;
  readonly compare?: string;
  readonly knownFailures?: string;
  readonly updateKnownFailures?: boolean;
}

/** Runs, shows and writes; the exit code. */
export async function runCommand(given: RunOptions): Promise<number> {
  const { target: opened, config, close } = await openTarget(given, given.edition);
  const options: RunOptions = { ...config?.run, ...given };
  const { strict = false, seed = freshSeed(), runs = DEFAULT_RUNS, workers, timeout } = options;
  const target =
    timeout === undefined ? opened : { ...opened, timing: { ...opened.timing, requestTimeout: timeout } };
  const { edition = DEFAULT_EDITION } = options;
  const { name, endpoint } = target;
  const files = reportFiles(options);
  const reporter = openTerminal(options.quiet ?? false);
  const { signal, dispose } = interruption((message) => process.stderr.write(`${message}\n`));
  try {
    const { knownFailures: file, updateKnownFailures: update = false } = options;
    if (update && file === undefined)
      throw new UsageError('--update-known-failures needs --known-failures FILE');
    const listed = file === undefined ? null : await readKnownFailures(file, update);
    const knownFailures = listed?.entries ?? [];
    await checkWritable([
      ...files,
      ...(update && file !== undefined ? [{ option: '--known-failures', path: file }] : []),
    ]);
    for (const notice of listed?.notices ?? []) process.stderr.write(`${notice}\n`);
    let knownNow: readonly KnownFailure[] | null = null;
    const selection = {
      suites: options.suite ?? [],
      rules: options.rule ?? [],
      operations: options.operation ?? [],
      exclude: exclusions(given, config?.run),
      shard: parseShard(options.shard),
    };
    if (
      selection.shard &&
      options.seed === undefined &&
      !target.loopback &&
      allowedTier(target, options.tier) !== 'read'
    ) {
      throw new UsageError(
        '--shard above tier read needs --seed, the same for all parts: by it accounts are divided',
      );
    }
    if (update) refusePartial(selection, options.bail ?? false);
    const older = options.compare === undefined ? null : await readResult(options.compare);
    const settings: RunSettings = {
      target,
      edition,
      selection,
      seed,
      runs,
      ...(workers === undefined ? {} : { workers }),
      strict,
      bail: options.bail ?? false,
      requireComplete: options.requireComplete ?? false,
      signal,
      knownFailures,
      ...(update ? { onKnownFailures: (now: readonly KnownFailure[]) => void (knownNow = now) } : {}),
      ...(options.maxRequestsPerSecond === undefined
        ? {}
        : { maxRequestsPerSecond: options.maxRequestsPerSecond }),
      restoreFirst: options.restoreFirst ?? false,
      named: namesOf(given, config),
      reportPaths: files.map(({ path }) => path),
      again: runAgainOptions(given, { name, endpointUsed: endpoint, edition, runs }),
      say: (message) => process.stderr.write(`${escapeInvisible(message)}\n`),
      ...(options.wait === undefined ? {} : { waitMs: options.wait }),
      ...(options.maxDuration === undefined ? {} : { maxDurationMs: options.maxDuration }),
      ...(options.journal === undefined ? {} : { journal: options.journal }),
      ...(options.order ? { order: options.order } : {}),
      ...(options.tier ? { tier: options.tier } : {}),
      onStart: (totals) =>
        reporter.start({ tool, edition, seed, target: { name, endpoint: endpoint.href }, totals }),
      onRule: (rule) => reporter.ruleDone(rule),
    };
    if (isGoverned(target) && !options.quiet) await foretell(settings);
    const result = await runConformance(settings);
    const missing = await writeReports(files, result);
    reporter.finish(result, older ? describeComparison(compareResults(older, result)) : []);
    for (const problem of [...missing, ...(await tellGithub(result, process.env))]) settings.say?.(problem);
    if (update && file !== undefined && listed) {
      process.stderr.write(`${await updateKnownFailures(file, listed, knownNow)}\n`);
    }
    return exitCodeWithout(missing, result.exitCode);
  } finally {
    dispose();
    await close();
  }
}

/** Those of the configuration are not for rules that the command line names: a finding's command runs its rule again. */
function exclusions(given: RunOptions, configured: RunConfig = {}): readonly string[] {
  if (given.exclude) return given.exclude;
  const named = given.rule?.every((id) => !id.includes('*')) ?? false;
  return named ? [] : (configured.exclude ?? []);
}

/** Says what the run is going to take, before it starts. */
async function foretell(settings: RunSettings): Promise<void> {
  // What is refused is refused before anything is counted.
  const tier = allowedTier(settings.target, settings.tier);
  const { forecast } = await import('../run/forecast.ts');
  // A machine on which nothing can be served can still ask a target.
  const foretold = await forecast(settings).catch(() => null);
  if (!foretold) return;
  const { requests, regionChanges, leastMs } = foretold;
  const changes = regionChanges === 0 ? '' : `, and ${regionChanges} region changes of minutes each`;
  process.stderr.write(
    `tier ${tier}: about ${requests} requests, at least ${formatDuration(leastMs)} at the documented rates${changes}\n`,
  );
}

/** Parses `i/n`, counted from 1. @throws {UsageError} for anything else. */
function parseShard(text: string | undefined): Selection['shard'] {
  if (text === undefined) return null;
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST.shards)) {
    throw new UsageError(
      `--shard ${text}: expected i/n with i from 1 to n, such as 2/3, and n at most ${MOST.shards}`,
    );
  }
  return shard;
}

/** @throws {UsageError} before a partial run, which would drop the entries of what it does not see. */
function refusePartial({ suites, rules, operations, shard }: Selection, bail: boolean): void {
  if (suites.length + rules.length + operations.length > 0 || shard !== null || bail) {
    throw new UsageError('--update-known-failures needs a whole run: no selection, no shard and no --bail');
  }
}
