import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { onTestFinished, afterAll } from 'vitest';
import { packageRoot } from '../../spec/package-root.ts';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Kibibytes that a file may have: what is written beyond that fails, as on a disk that is full. */
  readonly fileLimit?: number;
  /** Under a parent that never asks what became of it; once it has ended, it is a zombie. */
  readonly zombie?: boolean;
  /** Under a shell that waits for it and passes no signal on, as npm runs it; what is killed is the shell. */
  readonly underShell?: boolean;
  /** Options of node itself. */
  readonly node?: readonly string[];
}

export type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Compiled sources, kept from process to process: half of what a short command takes. */
const COMPILED = join(packageRoot, 'node_modules', '.cache', 'account-conformance', 'compiled');

/** The command as its own process, from the sources; killed when the test ends. For tests. */
export function startCli(args: readonly string[], options: SpawnOptions = {}): Child {
  const main = join(packageRoot, 'cli', 'main.ts');
  const command = [process.execPath, ...(options.node ?? []), main, ...args];
  const run = options.zombie ? '"$@" & exec sleep 600' : options.underShell ? '"$@"; exit $?' : 'exec "$@"';
  const script = `ulimit -f ${options.fileLimit ?? 'unlimited'}; ${run}`;
  const plain = options.fileLimit === undefined && !options.zombie && !options.underShell;
  const [program = '', ...rest] = plain ? command : ['bash', '-c', script, 'bash', ...command];
  const child = spawn(program, rest, {
    cwd: options.cwd ?? packageRoot,
    env: {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      CI: 'true',
      NO_COLOR: '1',
      // A limit of file sizes would hit it as well.
      ...(plain ? { NODE_COMPILE_CACHE: COMPILED } : {}),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Waits for the end of a process and everything that it said. */
export async function ended(child: Child): Promise<Ended> {
  const [stdout, stderr, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }),
  ]);
  return { exitCode, stdout, stderr };
}

export function runCli(args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return ended(startCli(args, options));
}

/** A directory of its own until the test ends. */
export async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += String(chunk);
  return text;
}

/** A directory of its own until all tests of the file have ended; called within one of its hooks. */
export async function lastingScratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  made.push(directory);
  return directory;
}

const made: string[] = [];
afterAll(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});
