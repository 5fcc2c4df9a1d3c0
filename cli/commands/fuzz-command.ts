import { join } from 'node:path';
import type { FuzzOutcome } from '../../fuzz/fuzzer.ts';
import type { Edition } from '../../spec/contract.ts';
import type { Target } from '../../targets/target.ts';
import { EXIT_INTERRUPTED, EXIT_NOT_RESTORED, EXIT_NOTHING_RAN, EXIT_UNREACHABLE } from '../io/exit.ts';
import { createFuzzDisplay } from '../io/fuzz-display.ts';
import { runFuzz } from '../run/fuzz-run.ts';
import { interruption } from '../io/interruption.ts';
import { namesOf, runAgainOptions } from '../options/run-again-options.ts';
import { openTarget, type TargetOptions } from '../run/open-target.ts';
import { freshSeed } from '../run/run-conformance.ts';

/** The options of `fuzz` as commander gives them. */
export interface FuzzCommandOptions extends TargetOptions {
  readonly edition: Edition;
  /** Milliseconds. */
  readonly time?: number;
  readonly maxRequests?: number;
  readonly maxFindings?: number;
  readonly maxRequestsPerSecond?: number;
  readonly seed?: number;
  readonly corpus?: string;
}

const DEFAULT_TIME_MS = 60_000;
const DEFAULT_CORPUS = '.account-conformance';
const EXIT_FINDINGS = 1;

/** Fuzzes, shows and keeps what was found; the exit code. */
export async function fuzzCommand(options: FuzzCommandOptions): Promise<number> {
  const { target, config, close } = await openTarget(options, options.edition);
  const { edition, seed = freshSeed(), maxRequests, maxFindings, maxRequestsPerSecond } = options;
  const bounded = maxRequests !== undefined || maxFindings !== undefined;
  const timeMs = options.time ?? (bounded ? null : DEFAULT_TIME_MS);
  const directory = options.corpus ?? join(DEFAULT_CORPUS, folderName(target.name));
  const { stdout, stderr } = process;
  const display = createFuzzDisplay({
    write: (text) => stdout.write(text),
    // 0 on a terminal that does not tell.
    columns: () => stdout.columns || 100,
    color: stdout.isTTY && stdout.hasColors() && !process.env['NO_COLOR'],
    interactive: stdout.isTTY && !process.env['CI'],
    timeMs,
  });
  const { signal, dispose } = interruption((message) => stderr.write(`${message}\n`));
  try {
    display.start({ target: target.name, endpoint: target.endpoint.href, seed, directory });
    const outcome = await runFuzz({
      target,
      targetOptions: runAgainOptions(options, { name: target.name, endpointUsed: target.endpoint }),
      edition,
      seed,
      signal,
      directory,
      timeMs,
      named: namesOf(options, config),
      say: (message) => stderr.write(`${message}\n`),
      ...(maxRequests === undefined ? {} : { maxRequests }),
      ...(maxFindings === undefined ? {} : { maxFindings }),
      ...(maxRequestsPerSecond === undefined ? {} : { maxRequestsPerSecond }),
      onFinding: (finding) => display.finding(finding),
      onProgress: (progress) => display.progress(progress),
    });
    const exitCode = exitCodeOf(outcome);
    display.end(outcome, exitCode);
    if (exitCode === EXIT_NOTHING_RAN) stderr.write(`nothing ran: ${whyNothing(target)}\n`);
    return exitCode;
  } finally {
    dispose();
    await close();
  }
}

/** A target without a name is called by its host and port: Windows takes no colon, and lists of paths are parted by it. */
function folderName(target: string): string {
  return target.replaceAll(/[[\]]/g, '').replaceAll(':', '_');
}

function whyNothing({ identities, name }: Target): string {
  return identities.length === 0
    ? `target "${name}" has no identity to call as: configure one with its credentials`
    : 'no call could be made: see the operations and the tier of the target, and --time';
}

/** Only a broken must fails the run. */
function exitCodeOf(outcome: FuzzOutcome): number {
  const { findings, notRestored, unreachable, fault, interrupted, requests } = outcome;
  if (notRestored.length > 0) return EXIT_NOT_RESTORED;
  if (interrupted) return EXIT_INTERRUPTED;
  if (unreachable !== null || fault !== null) return EXIT_UNREACHABLE;
  if (findings.some(({ level }) => level === 'must')) return EXIT_FINDINGS;
  return requests === 0 ? EXIT_NOTHING_RAN : 0;
}
