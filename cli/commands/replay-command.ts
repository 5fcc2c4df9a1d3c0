import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, RunResult } from '../../results/record.ts';
import { EDITIONS, type Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { replayFinding, type Replay } from '../../harness/replay.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import type { Redactor } from '../../results/redact/redactor.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { Concealer } from '../io/conceal.ts';
import { guardDoor } from '../io/door.ts';
import { UsageError } from '../io/exit.ts';
import { interruption } from '../io/interruption.ts';
import { namesOf } from '../options/names-of.ts';
import { openTarget, type TargetOptions } from '../run/open-target.ts';
import { connect } from '../../harness/connect.ts';
import { protectState } from '../run/protect-state.ts';

export interface ReplayOptions extends TargetOptions {
  readonly rule?: string[];
}

/** Replays the findings of a file or a directory; exit 0 where all are fixed, 1 where one is not. */
export async function replayCommand(file: string, options: ReplayOptions): Promise<number> {
  const findings = await readAll(file);
  const chosen = findings.filter(({ rule }) => !options.rule || options.rule.includes(rule));
  if (chosen.length === 0) throw new UsageError(`${file}: holds no finding to replay`);
  const edition = editionOf(chosen);
  const { target, close } = await openTarget(options, edition);
  const contract = loadContract(edition);
  const { client, redactor } = await connect(target, contract);
  guardDoor(redactor);
  redactor.keep(findings.map(({ rule }) => rule));
  const { signal, dispose } = interruption((message) => process.stderr.write(`${message}\n`));
  const concealer = new Concealer(redactor);
  const changes = target.safety.tier !== 'read';
  const named = namesOf(options);
  const protection = await protectState({ target, contract, client, concealer, changes, named });
  const restorer = new StateRestorer(target, contract, client, protection.restorer);
  let settled = false;
  try {
    if (protection.restorer.readFirst) await restorer.readContacts();
    const replays: Replay[] = [];
    for (const finding of chosen) {
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
    return replays.every(({ verdict }) => verdict === 'FIXED') ? 0 : 1;
  } finally {
    if (restorer.journaled) {
      const { left, foreign } = concealer.conceal(await restorer.restoreAll());
      for (const problem of [...left, ...foreign])
        process.stderr.write(`not as it was: ${escapeInvisible(problem)}\n`);
      settled = left.length === 0;
    }
    protection.end(settled);
    dispose();
    await client.close();
    await close();
  }
}

/** Of a directory every finding below `findings`, or else right in it, as the fuzzer writes them. */
async function readAll(path: string): Promise<Finding[]> {
  if (!(await isDirectory(path))) return readFindings(path);
  const below = join(path, 'findings');
  const directory = (await isDirectory(below)) ? below : path;
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).toSorted();
  const read = await Promise.all(names.map((name) => readFindings(join(directory, name))));
  return read.flat();
}

/** The oldest that has all operations that the findings call: a later one only adds some. */
function editionOf(findings: readonly Finding[]): Edition | undefined {
  const called = findings.flatMap(({ calls }) => calls).flatMap(({ request }) => request.operation ?? []);
  return EDITIONS.find((edition) => {
    const { operations } = loadContract(edition);
    return called.every((name) => name in operations);
  });
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function readFindings(file: string): Promise<Finding[]> {
  let parsed: Partial<RunResult> & Partial<Finding>;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8')) as typeof parsed;
  } catch (error) {
    throw new UsageError(`${file}: cannot be read as JSON (${(error as Error).message})`);
  }
  if (Array.isArray(parsed.rules)) return parsed.rules.flatMap(({ finding }) => finding ?? []);
  if (Array.isArray(parsed.calls)) return [parsed as Finding];
  throw new UsageError(`${file}: is neither a result file nor a finding`);
}

function redactReplay({ verdict, calls }: Replay, redactor: Redactor): Replay {
  return {
    verdict,
    calls: calls.map(({ call, actual, problem }) => ({
      call,
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
