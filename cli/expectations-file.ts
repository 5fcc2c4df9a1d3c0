import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { Expectation } from '../reports/expectations.ts';
import { expectationsFor, parseExpectations } from '../reports/expectations.ts';
import type { RunResult } from '../reports/record.ts';
import { UsageError } from './exit.ts';

/** The expectations of a file; none where it is to be written and is not there yet. @throws {UsageError} */
export async function readExpectations(file: string, mayBeMissing: boolean): Promise<Expectation[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (mayBeMissing && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UsageError(`--expectations ${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  return parseExpectations(file, text);
}

/** Writes what fails now. @throws {UsageError} after a partial run, which would drop what it did not see. */
export async function updateExpectations(
  file: string,
  result: RunResult,
  kept: readonly Expectation[],
): Promise<void> {
  const { suites, rules, operations, shard } = result.selection;
  const partial = suites.length + rules.length + operations.length > 0 || shard !== null;
  if (partial || result.verdict === 'interrupted' || result.verdict === 'error') {
    throw new UsageError('--update-expectations needs a whole run: no selection, no shard, no interruption');
  }
  await writeFile(file, stringify({ expectations: expectationsFor(result.rules, kept) }));
}
