import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { knownFailuresFor, parseKnownFailures, type KnownFailure } from '../../results/known-failures.ts';
import type { Selection } from '../../suites/select.ts';
import type { RunResult } from '../../results/record.ts';
import { countNoun } from '../../results/text/count-noun.ts';
import { readTextFile } from '../../targets/config/read-text-file.ts';
import { UsageError } from './exit.ts';

const LARGEST = 4 * 1024 * 1024;

/** The known failures that a file lists; none where it is to be written and is not there yet. @throws {UsageError} */
export async function readKnownFailures(file: string, mayBeMissing: boolean): Promise<KnownFailure[]> {
  let text: string;
  try {
    text = await readTextFile(file, LARGEST);
  } catch (error) {
    if (mayBeMissing && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`--known-failures ${file}: cannot be read (${code ?? message})`);
  }
  return parseKnownFailures(file, text);
}

/** @throws {UsageError} before a partial run, which would drop the entries of what it does not see. */
export function refusePartial({ suites, rules, operations, shard }: Selection, bail: boolean): void {
  if (suites.length + rules.length + operations.length > 0 || shard !== null || bail) {
    throw new UsageError('--update-known-failures needs a whole run: no selection, no shard and no --bail');
  }
}

/** Writes what fails now, and says what was done; a run that did not come to its end changes nothing. */
export async function updateKnownFailures(
  file: string,
  result: RunResult,
  kept: readonly KnownFailure[],
): Promise<string> {
  if (result.verdict !== 'conforms' && result.verdict !== 'does not conform') {
    return `${file} is left as it was, since the run has no verdict`;
  }
  const knownFailures = knownFailuresFor(result.rules, kept);
  await writeFile(file, stringify({ knownFailures }));
  return `${file} holds ${countNoun(knownFailures.length, 'known failure')}`;
}
