/**
 * node scripts/print-outcomes.ts [embedded|moto|ministack|mutants]…
 * Prints `TARGET EDITION ID LEVEL OUTCOME` of every rule, judged with seed 1 by the built command, and `mutant EDITION ID` of
 * every mutant, sorted; with arguments, only these parts. Two commits are compared by the `diff` of what they print.
 * Exit 2, with nothing printed, where a run gives no verdict.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allMutants } from '../mutants/registry.ts';
import { outcomeLines } from './outcome-lines.ts';

const command = pathOf('../bin/account-conformance.js');
const withEmulator = pathOf('./with-emulator.ts');
const editions = ['guide-2024', 'current'] as const;
/** Conforms or does not; any other exit code of a run says nothing about the target. */
const VERDICTS: readonly (number | null)[] = [0, 1];

const parts: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  embedded: async () => [
    ...(await judge('embedded guide-2024', [command], ['--edition', 'guide-2024'])),
    ...(await judge('embedded current', [command], ['--edition', 'current'])),
  ],
  moto: () => judgeEmulator('moto'),
  ministack: () => judgeEmulator('ministack'),
  mutants: async () =>
    editions.flatMap((edition) => allMutants(edition).map(({ id }) => `mutant ${edition} ${id}`)),
};

process.exitCode = await main(process.argv.slice(2));

async function main(named: readonly string[]): Promise<number> {
  const names = Object.keys(parts);
  const unknown = named.find((name) => !names.includes(name));
  if (unknown !== undefined) return complain(`unknown target "${unknown}"; known are ${names.join(', ')}`);
  const lines: string[] = [];
  try {
    for (const [name, linesOf] of Object.entries(parts))
      if (named.length === 0 || named.includes(name)) lines.push(...(await linesOf()));
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error));
  }
  process.stdout.write(`${lines.toSorted().join('\n')}\n`);
  return 0;
}

function judgeEmulator(name: string): Promise<readonly string[]> {
  const inEmulator = [withEmulator, name, process.execPath, command];
  return judge(name, inEmulator, ['--target', name, '--endpoint', '@URL@']);
}

/** The lines of one run. What the run prints goes to stderr. @throws {Error} where it gives no verdict. */
async function judge(
  what: string,
  start: readonly string[],
  options: readonly string[],
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'outcomes-'));
  const file = join(folder, 'result.json');
  try {
    process.stderr.write(`${what}:\n`);
    const { status, signal } = spawnSync(
      process.execPath,
      [...start, 'run', '--seed', '1', '--quiet', '--json', file, ...options],
      // An empty folder, where no configuration is found.
      { cwd: folder, stdio: ['ignore', process.stderr, process.stderr] },
    );
    // A command that crashed exits with 1 too, but leaves no result.
    if (!VERDICTS.includes(status) || !existsSync(file)) {
      throw new Error(`${what}: no verdict (the run ended with ${signal ?? status})`);
    }
    return outcomeLines(await readFile(file, 'utf8'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function complain(message: string): number {
  process.stderr.write(`print-outcomes: ${message}\n`);
  return 2;
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
