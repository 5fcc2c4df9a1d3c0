import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { expectationsFor, parseExpectations, type Expectation } from '../../results/known-failures.ts';
import type { Selection } from '../../suites/select.ts';
import type { RunResult } from '../../results/record.ts';
import { countNoun } from '../../results/text/count-noun.ts';
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

/** @throws {UsageError} before a partial run, which would drop the expectations of what it does not see. */
export function refusePartial({ suites, rules, operations, shard }: Selection, bail: boolean): void {
  if (suites.length + rules.length + operations.length > 0 || shard !== null || bail) {
    throw new UsageError('--update-expectations needs a whole run: no selection, no shard and no --bail');
  }
}

/** Writes what fails now, and says what was done; a run that did not come to its end changes nothing. */
export async function updateExpectations(
  file: string,
  result: RunResult,
  kept: readonly Expectation[],
): Promise<string> {
  if (result.verdict !== 'conforms' && result.verdict !== 'does not conform') {
    return `${file} is left as it was, since the run has no verdict`;
  }
  const expectations = expectationsFor(result.rules, kept);
  await writeFile(file, stringify({ expectations }));
  return `${file} holds ${countNoun(expectations.length, 'expectation')}`;
}
