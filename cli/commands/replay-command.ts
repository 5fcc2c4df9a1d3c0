import type { Finding } from '../../results/record.ts';
import { EDITIONS, type Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { replayFinding, type Replay } from '../../harness/replay.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import type { Redactor } from '../../results/redact/redactor.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { Concealer } from '../io/conceal.ts';
import { guardDoor } from '../io/door.ts';
import { EXIT_NOT_RESTORED, EXIT_NOTHING_RAN, NotRestored, UsageError } from '../io/exit.ts';
import { interruption } from '../io/interruption.ts';
import { namesOf } from '../options/run-again-options.ts';
import { openReplayTarget } from '../run/open-replay-target.ts';
import type { TargetOptions } from '../run/open-target.ts';
import type { WriteStop } from '../../targets/journal/stoppable-client.ts';
import { connect } from '../../harness/connect.ts';
import { protectState } from '../run/protect-state.ts';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidFindings, readFindings, type ReadFindings } from '../../results/reading/read-findings.ts';

/** In bytes; the result of the longest run has a tenth of it. */
const LARGEST_FILE = 256 * 1024 * 1024;

interface ReplayOptions extends TargetOptions {
  readonly rule?: string[];
}

/** Replays the findings of a file or a directory; exit 0 where all are fixed, 1 where one is not, 4 where one has no calls. */
export async function replayCommand(file: string, options: ReplayOptions): Promise<number> {
  const read = await readFindingFiles(file);
  const findings = read.flatMap((one) => one.findings);
  const chosen = findings.filter(({ rule }) => !options.rule || options.rule.includes(rule));
  if (chosen.length === 0) throw new UsageError(`${file}: holds no finding to replay`);
  const empty = chosen.filter(({ calls }) => calls.length === 0);
  for (const { rule } of empty)
    process.stdout.write(`${escapeInvisible(`NOTHING ${rule}`)}: has no calls to send\n`);
  if (empty.length === chosen.length) return EXIT_NOTHING_RAN;
  const edition = editionOf(chosen);
  const say = (message: string) => void process.stderr.write(`${message}\n`);
  const { target, config, close } = await openReplayTarget(options, read, { edition, say });
  const contract = loadContract(edition);
  const stop: WriteStop = { why: null };
  const { signal, dispose } = interruption(say);
  const { client, redactor } = await connect(target, contract, { stop, signal });
  guardDoor(redactor);
  redactor.keep(findings.map(({ rule }) => rule));
  const concealer = new Concealer(redactor);
  const changes = target.safety.tier !== 'read';
  const named = namesOf(options, config);
  const protection = await protectState({
    target,
    contract,
    client,
    concealer,
    changes,
    named,
    say,
    stop,
    signal,
  });
  const restorer = new StateRestorer(target, contract, client, protection.restorer);
  let notRestored: readonly string[] | null = null;
  const putBack = async () => {
    const { left, foreign } = restorer.journaled ? concealer.conceal(await restorer.restoreAll()) : NOTHING;
    notRestored = [...left, ...foreign];
    return notRestored;
  };
  try {
    if (protection.restorer.readFirst) await restorer.readContacts(signal);
    const replays: Replay[] = [];
    for (const finding of chosen.filter(({ calls }) => calls.length > 0)) {
      const replay = await replayFinding(finding, {
        target,
        contract,
        client,
        restorer,
        signal,
        shown: (text) => redactor.said(text),
      });
      show(finding, redactReplay(replay, redactor));
      replays.push(replay);
    }
    for (const problem of await putBack())
      process.stderr.write(`not as it was: ${escapeInvisible(problem)}\n`);
    if (!isSettled(notRestored)) return EXIT_NOT_RESTORED;
    if (replays.some(({ verdict }) => verdict !== 'FIXED')) return 1;
    return empty.length > 0 ? EXIT_NOTHING_RAN : 0;
  } catch (error) {
    const problems = notRestored ?? (await putBack());
    const failure: unknown = signal.aborted ? signal.reason : error;
    throw problems.length > 0 ? new NotRestored(problems, failure) : failure;
  } finally {
    protection.end(isSettled(notRestored));
    dispose();
    await client.close();
    await close();
  }
}

const NOTHING = { left: [], foreign: [] };

/** Whether all is as it was. */
function isSettled(notRestored: readonly string[] | null): boolean {
  return notRestored?.length === 0;
}
/** The oldest that has all operations that the findings call: a later one only adds some. */
function editionOf(findings: readonly Finding[]): Edition | undefined {
  const called = findings.flatMap(({ calls }) => calls).flatMap(({ request }) => request.operation ?? []);
  return EDITIONS.find((edition) => {
    const { operations } = loadContract(edition);
    return called.every((name) => name in operations);
  });
}

function redactReplay({ verdict, calls }: Replay, redactor: Redactor): Replay {
  return {
    verdict,
    calls: calls.map(({ call, answer, actual, problem }) => ({
      call,
      answer,
      actual: redactor.said(actual),
      problem: problem === null ? null : redactor.said(problem),
    })),
  };
}

function show(finding: Finding, { verdict, calls }: Replay): void {
  const lines = calls.flatMap(({ call, actual, problem }, index) => {
    const name =
      call.request.kind === 'operation'
        ? call.request.operation
        : `${call.request.method} ${call.request.target}`;
    const line = `  ${index + 1}. ${name} as ${call.identity ?? 'nobody'} → ${actual}`;
    return problem === null ? [line] : [line, `     ${problem}`];
  });
  const text = [`${verdict.padEnd(7)} ${finding.rule}`, ...lines].map((line) => escapeInvisible(line));
  process.stdout.write(`${text.join('\n')}\n`);
}

/**
 * Of a directory every finding below `findings`, or else right in it, as the fuzzer writes them.
 * @throws {UsageError} naming the file, where it is not what it should be.
 */
async function readFindingFiles(path: string): Promise<ReadFindings[]> {
  if (!(await isDirectory(path))) return [await readOne(path)];
  const below = join(path, 'findings');
  const directory = (await isDirectory(below)) ? below : path;
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(names.map((name) => readOne(join(directory, name))));
}

async function readOne(file: string): Promise<ReadFindings> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) throw new InvalidFindings(`${size} bytes are more than a result has`);
    return readFindings(await readFile(file, 'utf8'));
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'InvalidFindings') throw new UsageError(`${file}: ${message}`);
    throw new UsageError(`${file}: cannot be read (${message})`);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
